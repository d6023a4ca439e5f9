/** How rules speak of each other. */
import type { SigmaMistake, SigmaRule } from './rule.ts';

/** True where a reference means the rule: by its id, or by its name. */
export function isCalled({ info, name }: SigmaRule, reference: string): boolean {
  return info.id === reference || name === reference;
}

export function mistakeOf({ info, line }: SigmaRule, what: string): SigmaMistake {
  return { path: info.file, line, rule: info.title, what };
}
