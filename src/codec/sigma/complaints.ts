/** What is found wrong while a rule is read. A rule with a complaint is not run; reading goes on to find more. */
import type { YamlValue } from './yaml-documents.ts';

export class Complaints {
  readonly list: { readonly line: number; readonly what: string }[] = [];

  add(at: YamlValue, what: string): void {
    this.list.push({ line: at.line, what });
  }

  /** The text of a member that must be one. */
  text(map: YamlValue, key: string): string | undefined {
    const value = map.members?.get(key);
    if (value === undefined) return undefined;
    if (value.scalar !== undefined) return value.scalar === null ? undefined : String(value.scalar);
    this.add(value, `\`${key}\` must be text`);
    return undefined;
  }

  /** The texts of a member that is a list of them, or one. */
  texts(map: YamlValue, key: string): readonly string[] {
    const value = map.members?.get(key);
    if (value === undefined || value.scalar === null) return [];
    const items = value.items ?? [value];
    const texts = items.flatMap(({ scalar }) => (scalar === undefined || scalar === null ? [] : [String(scalar)]));
    if (texts.length !== items.length) this.add(value, `\`${key}\` must be a list of texts`);
    return texts;
  }
}

/** Shortened, for a message. */
export function quoted(text: string): string {
  return `\`${text.length > 80 ? `${text.slice(0, 77)}…` : text}\``;
}
