/** Files of rules that a user names, one by one or by their folder. */
import { readFileSync, statSync } from 'node:fs';
import { rawPath } from './path.ts';
import { reason } from './reason.ts';
import { walk } from './walk.ts';

export interface RuleFileText {
  readonly path: string;
  readonly source: string;
}

/** Rules by the ten thousand are a few megabytes. */
const largestFile = 32 * 1024 * 1024;
/** How files of rules are called. */
export const ruleEndings: Readonly<Record<'yara' | 'sigma', RegExp>> = {
  yara: /\.(yar|yara|rule|rules)$/i,
  sigma: /\.ya?ml$/i,
};

/** The files at the paths; of a folder those that end as rules do. What can't be read comes with the reason. */
export function readRuleFiles(
  paths: readonly string[],
  ending: RegExp,
): {
  readonly files: readonly RuleFileText[];
  readonly mistakes: readonly { readonly path: string; readonly what: string }[];
} {
  const files: RuleFileText[] = [];
  const mistakes: { path: string; what: string }[] = [];
  const named = new Set(paths);
  for (const item of walk(paths)) {
    const { path } = item;
    if ('gap' in item) mistakes.push({ path, what: item.what });
    else if (named.has(path) || ending.test(path))
      try {
        if (statSync(rawPath(path)).size > largestFile) mistakes.push({ path, what: 'larger than any file of rules' });
        else files.push({ path, source: readFileSync(rawPath(path), 'utf8') });
      } catch (error) {
        mistakes.push({ path, what: reason(error).what });
      }
  }
  return { files, mistakes };
}
