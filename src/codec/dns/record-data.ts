/**
 * What a record says, as far as it leads to hosts: addresses, names, texts.
 * Sources: RFC 1035, section 3.3; RFC 3596 (AAAA); RFC 2782 (SRV); RFC 6672 (DNAME); RFC 9460 (SVCB and HTTPS).
 * Does not see: signatures, mail policy and whatever else leads nowhere.
 */
import { formatAddress } from '../network/addresses.ts';
import { u8, u16be } from '../network/integers.ts';
import { type ReadName, readName } from './name.ts';

export interface RecordData {
  /** An address, a name or a text; absent for types that are not read. */
  readonly data?: string;
  /** Addresses that an HTTPS or SVCB record gives beside its target. */
  readonly hints?: readonly string[];
}

const nothing: RecordData = {};
const longestText = 512;

/** The content of a record of a type, in bytes[at, end); undefined where it breaks its type's rules. */
export function readRecordData(bytes: Uint8Array, type: string, at: number, end: number): RecordData | undefined {
  switch (type) {
    case 'A':
      return end - at === 4 ? { data: formatAddress(bytes, at, 4) } : undefined;
    case 'AAAA':
      return end - at === 16 ? { data: formatAddress(bytes, at, 16) } : undefined;
    case 'CNAME':
    case 'DNAME':
    case 'NS':
    case 'PTR':
      return readTarget(bytes, at, end);
    case 'MX':
      return readTarget(bytes, at + 2, end);
    case 'SRV':
      return readTarget(bytes, at + 6, end);
    case 'TXT':
      return readTexts(bytes, at, end);
    case 'HTTPS':
    case 'SVCB':
      return readService(bytes, at, end);
    default:
      return nothing;
  }
}

function readTarget(bytes: Uint8Array, at: number, end: number): RecordData | undefined {
  const target = nameWithin(bytes, at, end);
  return target && { data: target.name };
}

function nameWithin(bytes: Uint8Array, at: number, end: number): ReadName | undefined {
  const read = at < end ? readName(bytes, at) : undefined;
  return read && read.end <= end ? read : undefined;
}

/** One or more strings, each behind its length; written one after the other. */
function readTexts(bytes: Uint8Array, at: number, end: number): RecordData | undefined {
  let data = '';
  for (let here = at; here < end; ) {
    const to = here + 1 + u8(bytes, here);
    if (to > end) return undefined;
    for (here++; here < to; here++) if (data.length < longestText) data += String.fromCharCode(u8(bytes, here));
  }
  return { data };
}

const ipv4Hint = 4;
const ipv6Hint = 6;

/** Priority, target, then parameters of a key, a length and a value. The root as target means the record's own name. */
function readService(bytes: Uint8Array, at: number, end: number): RecordData | undefined {
  const target = nameWithin(bytes, at + 2, end);
  if (target === undefined) return undefined;
  const hints: string[] = [];
  for (let here = target.end; here < end; ) {
    const value = here + 4;
    const next = value <= end ? value + u16be(bytes, here + 2) : end + 1;
    if (next > end) return undefined;
    const key = u16be(bytes, here);
    const size = key === ipv4Hint ? 4 : key === ipv6Hint ? 16 : 0;
    for (let i = value; size > 0 && i + size <= next; i += size) hints.push(formatAddress(bytes, i, size));
    here = next;
  }
  return { data: target.name, ...(hints.length > 0 && { hints }) };
}
