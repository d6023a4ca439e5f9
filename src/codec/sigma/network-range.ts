/** Address ranges as the modifier `cidr` takes them. Sources: RFC 4632 (IPv4), RFC 4291 (IPv6, with its short forms). */

export interface NetworkRange {
  readonly address: readonly number[];
  /** How many bits of the address count. */
  readonly bits: number;
}

/** `10.0.0.0/8`, `fe80::/10`; an address alone is a range of one. */
export function readNetworkRange(text: string): NetworkRange | undefined {
  const slash = text.indexOf('/');
  const address = readAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address) return undefined;
  const most = address.length * 8;
  if (slash < 0) return { address, bits: most };
  const length = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(length) || Number(length) > most) return undefined;
  return { address, bits: Number(length) };
}

/** True where the text is an address of the range; an IPv4 address within IPv6 counts as itself. */
export function isInRange(text: string, { address, bits }: NetworkRange): boolean {
  let bytes = readAddress(text.trim());
  if (!bytes) return false;
  if (bytes.length === 16 && address.length === 4 && isMappedIpv4(bytes)) bytes = bytes.slice(12);
  if (bytes.length !== address.length) return false;
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if (bytes[i] !== address[i]) return false;
  const rest = 8 - (bits & 7);
  return rest === 8 || (bytes[whole] ?? 0) >> rest === (address[whole] ?? 0) >> rest;
}

function isMappedIpv4(bytes: readonly number[]): boolean {
  return bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
}

/** 4 or 16 bytes. */
function readAddress(text: string): readonly number[] | undefined {
  return text.includes(':') ? readIpv6(text) : readIpv4(text);
}

function readIpv4(text: string): readonly number[] | undefined {
  if (text.length > 15) return undefined;
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.map(Number);
}

function readIpv6(text: string): readonly number[] | undefined {
  const zone = text.indexOf('%');
  const bare = zone < 0 ? text : text.slice(0, zone);
  if (bare.length > 45) return undefined;
  const halves = bare.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : groupBytes(half)));
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  if (!tail || head.length + tail.length > 14) return undefined;
  return [...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

/** Groups between colons; the last may be an IPv4 address. */
function groupBytes(text: string): readonly number[] | undefined {
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    const last = i === groups.length - 1 && group.includes('.') ? readIpv4(group) : undefined;
    if (last) bytes.push(...last);
    else if (/^[\da-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}
