/**
 * Undoes what hides text in a request: percent encoding (also twice, as `%25`, and IIS's `%u0041`), and the escapes of
 * Java, JavaScript and of the logs themselves (`\u0041`, `\x22`).
 * Sources: RFC 3986, 2.1; WHATWG URL, application/x-www-form-urlencoded.
 * Does not see: encodings of an application's own, and what stands in a body, which logs do not hold.
 */

/** Characters that are looked at; logs cut a request at 8 KiB themselves. */
export const longestRequest = 8192;
/** What was hidden more often is left as it is. */
const mostRounds = 3;

/** As plain as a few rounds make it. A text that hides nothing comes back as it is. */
export function plainText(text: string): string {
  let plain = text.slice(0, longestRequest);
  for (let round = 0; round < mostRounds && /[%\\]/.test(plain); round++) {
    const next = withoutEscapes(withoutPercent(plain));
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

/** The same of a query or a form, where `+` is a blank. */
export function plainQuery(text: string): string {
  return plainText(text.slice(0, longestRequest).replaceAll('+', ' '));
}

function withoutPercent(text: string): string {
  return text
    .replace(/%u([0-9a-fA-F]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => bytesAsText(run));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

function bytesAsText(run: string): string {
  const bytes = Uint8Array.from({ length: run.length / 3 }, (_, i) =>
    Number.parseInt(run.slice(i * 3 + 1, i * 3 + 3), 16),
  );
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

function withoutEscapes(text: string): string {
  return text.replace(/\\(?:u00|x)([0-9a-fA-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
