/** Paths and URLs come from the evidence and are as long as their writer liked. */
import { listed } from './words.ts';

/** Enough of a path or a URL to recognise it: its beginning, with the host, where it is too long to read. */
export function cut(text: string, most = 80): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Several of them, in words. */
export function listedNames(names: readonly string[], most = 3): string {
  return listed(
    names.map((name) => cut(name)),
    most,
  );
}
