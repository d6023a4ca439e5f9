/** What stands behind a backslash in a regular expression. Source: pcre2pattern(3), "Backslash". */
import { malformed, ok, type Result } from '../../model/result.ts';
import { blanks, digits, inverted, type UnitSet, wordUnits } from './unit-set.ts';

/** `\d`, `\w`, `\s` and their opposites. */
export function escapedSet(letter: string): UnitSet | undefined {
  switch (letter) {
    case 'd':
      return digits;
    case 'D':
      return inverted(digits);
    case 'w':
      return wordUnits;
    case 'W':
      return inverted(wordUnits);
    case 's':
      return blanks;
    case 'S':
      return inverted(blanks);
    default:
      return undefined;
  }
}

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, e: 27, a: 7, 0: 0 };
const hexadecimal = /^(?:x([\dA-Fa-f]{2})|x\{([\dA-Fa-f]{1,4})\}|u([\dA-Fa-f]{4}))/;

/** The unit that is meant by what stands at `at`, behind the backslash, and where it ends. */
export function escapedUnit(source: string, at: number): Result<{ readonly unit: number; readonly end: number }> {
  const letter = source[at];
  if (letter === undefined) return malformed(at, 'the expression ends with a `\\`');
  const hex = hexadecimal.exec(source.slice(at, at + 8));
  if (hex) return ok({ unit: Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16), end: at + hex[0].length });
  const control = controls[letter];
  if (control !== undefined && !/\d/.test(source[at + 1] ?? '')) return ok({ unit: control, end: at + 1 });
  if (/[1-9kg]/.test(letter)) return malformed(at, 'a reference to a group cannot be matched in linear time');
  if (/[A-Za-z0-9]/.test(letter)) return malformed(at, `\`\\${letter}\` is not known`);
  return ok({ unit: letter.charCodeAt(0), end: at + 1 });
}
