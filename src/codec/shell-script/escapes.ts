/**
 * Backslash escapes of `$'…'`, `printf` and `echo -e`, and the quotes that a text needs.
 * Source: GNU Bash manual, 3.1.2.4 ANSI-C Quoting; POSIX printf, "Extended Description".
 */

const named: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** @param octal `echo -e` and `%b` want a zero before octal digits, the others do not. */
export function unescapeText(text: string, octal: 'plain' | 'zero' = 'plain'): string {
  const octalForm = octal === 'zero' ? '0[0-7]{1,3}|[1-7][0-7]{0,2}|0' : '[0-7]{1,3}';
  const escapes = new RegExp(
    `\\\\(?:x([\\da-f]{1,2})|u([\\da-f]{1,4})|U([\\da-f]{1,8})|(${octalForm})|([\\s\\S]))`,
    'gi',
  );
  return text.replace(escapes, (all, hex?: string, short?: string, long?: string, eight?: string, other?: string) => {
    if (other !== undefined) return named[other] ?? (/[\\'"?]/.test(other) ? other : all);
    const code = Number.parseInt(hex ?? short ?? long ?? eight ?? '', eight === undefined ? 16 : 8);
    return code <= 0x10ffff ? String.fromCodePoint(eight === undefined ? code : code & 0xff) : all;
  });
}

/** What printf writes; undefined where a conversion is beyond us. */
export function formatText(format: string, values: readonly string[]): string | undefined {
  const plain = unescapeText(format);
  const conversions = plain.match(/%[^%]/g)?.length ?? 0;
  const rounds = conversions === 0 ? 1 : Math.max(1, Math.ceil(values.length / conversions));
  let next = 0;
  let failed = false;
  const out: string[] = [];
  for (let round = 0; round < rounds && !failed; round++)
    out.push(
      plain.replace(
        /%(?:(%)|([-0 +#]*\d*(?:\.\d+)?)([a-zA-Z])|)/g,
        (_, percent?: string, width?: string, how?: string) => {
          if (percent) return '%';
          const value = values[next++] ?? '';
          if (how === 's' && width === '') return value;
          if (how === 'b' && width === '') return unescapeText(value, 'zero');
          if (how === 'c') return value.slice(0, 1);
          if (how === 'd' || how === 'i' || how === 'u')
            return width === '' ? String(Number.parseInt(value || '0', 10)) : fail();
          if (how === 'x' || how === 'X' || how === 'o') return inBase(Number(value), how, width ?? '') ?? fail();
          return fail();
        },
      ),
    );
  return failed ? undefined : out.join('');

  function fail(): string {
    failed = true;
    return '';
  }
}

/** `\x%x` is how scripts make characters from numbers. */
function inBase(value: number, how: string, width: string): string | undefined {
  if (!Number.isSafeInteger(value) || value < 0) return undefined;
  const digits = value.toString(how === 'o' ? 8 : 16);
  const wide = /^0(\d)$/.exec(width);
  if (width !== '' && !wide) return undefined;
  const padded = digits.padStart(Number(wide?.[1] ?? 0), '0');
  return how === 'X' ? padded.toUpperCase() : padded;
}

/** As a shell would have to be given it. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
