/** The host name around a hit, and the port after it, in ASCII or UTF-16LE (RFC 952 and 1123 syntax). */
import type { Hit } from '../../model/anchor.ts';

export interface HostName {
  readonly name: string;
  readonly port?: number;
  /** Bytes from the start of the view, the port not counted. */
  readonly offset: number;
  readonly length: number;
}

const longestName = 253;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const colon = 0x3a;

const inName = (code: number | undefined): boolean =>
  code !== undefined &&
  ((code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x2e);

/** The name that the hit is a part of; undefined where what stands there is no host name. */
export function hostAround(bytes: Uint8Array, hit: Hit): HostName | undefined {
  const step = hit.encoding === 'utf16le' ? 2 : 1;
  const code = (at: number): number | undefined => (step === 2 && bytes[at + 1] !== 0 ? undefined : bytes[at]);
  let start = hit.offset;
  let end = hit.offset;
  while (start >= step && inName(code(start - step)) && end - start <= longestName * step) start -= step;
  while (inName(code(end)) && end - start <= longestName * step) end += step;
  let name = '';
  for (let at = start; at < end; at += step) name += String.fromCharCode(bytes[at] ?? 0);
  if (name.endsWith('.')) name = name.slice(0, -1); // the root's dot, or a sentence's
  if (name.length > longestName || !name.split('.').every((part) => label.test(part))) return undefined;
  const found = { name, offset: start, length: name.length * step };
  const port = code(end) === colon ? portAt(code, end + step, step) : undefined;
  return port === undefined ? found : { ...found, port };
}

function portAt(code: (at: number) => number | undefined, from: number, step: number): number | undefined {
  let port = 0;
  let at = from;
  for (; at < from + 6 * step; at += step) {
    const digit = (code(at) ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    port = port * 10 + digit;
  }
  return at > from && port >= 1 && port <= 65535 ? port : undefined;
}
