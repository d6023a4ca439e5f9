/** What a codec answers: it never throws for bad bytes. */
export type Result<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'not-this-format' }
  | { readonly status: 'malformed'; readonly at: number; readonly what: string }
  | { readonly status: 'limit'; readonly at: number; readonly what: string };

/** A value that was read. */
export function ok<T>(value: T): Result<T> {
  return { status: 'ok', value };
}

/** The bytes are something else; nobody is to blame. */
export const notThisFormat: Result<never> = { status: 'not-this-format' };

/** The bytes are of the format and break its rules at offset `at` (bytes). */
export function malformed(at: number, what: string): Result<never> {
  return { status: 'malformed', at, what };
}

/** Reading stopped at offset `at` (bytes) because a bound was reached. */
export function limit(at: number, what: string): Result<never> {
  return { status: 'limit', at, what };
}
