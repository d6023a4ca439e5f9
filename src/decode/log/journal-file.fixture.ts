/** A journal of one entry, made here after systemd.io/JOURNAL_FILE_FORMAT, and one whose first object is none. */

function object(type: number, body: Uint8Array, flags = 0): Buffer {
  const head = Buffer.alloc(16);
  head[0] = type;
  head[1] = flags;
  head.writeBigUInt64LE(BigInt(16 + body.length), 8);
  return Buffer.concat([head, body, Buffer.alloc((8 - (body.length % 8)) % 8)]);
}

const field = (payload: Uint8Array, flags = 0): Buffer => object(1, Buffer.concat([Buffer.alloc(48), payload]), flags);

/** `fields`: objects of data, all of which the entry names so many times. */
function makeJournal(fields: readonly Buffer[], times = 1): Buffer {
  const headerBytes = 208;
  const objects: Buffer[] = [];
  const places: number[] = [];
  let at = headerBytes;
  for (const made of fields) {
    places.push(at);
    objects.push(made);
    at += made.length;
  }
  const named = Array.from({ length: times }, () => places).flat();
  const entry = Buffer.alloc(48 + 16 * named.length);
  entry.writeBigUInt64LE(1n, 0);
  entry.writeBigUInt64LE(1_795_449_600_000_000n, 8);
  for (const [i, place] of named.entries()) entry.writeBigUInt64LE(BigInt(place), 48 + 16 * i);
  const header = Buffer.alloc(headerBytes);
  header.write('LPKSHHRH');
  header.writeBigUInt64LE(BigInt(headerBytes), 88);
  header.writeBigUInt64LE(BigInt(at), 136);
  return Buffer.concat([header, ...objects, object(3, entry), Buffer.alloc(1024)]);
}

export const journal: Buffer = makeJournal(
  ['_HOSTNAME=box', 'SYSLOG_IDENTIFIER=sshd', 'MESSAGE=one\ntwo'].map((text) => field(Buffer.from(text))),
);

/** An entry that names one field of half a megabyte a hundred times. */
export const repetitive: Buffer = makeJournal([field(Buffer.from(`MESSAGE=${'x'.repeat(512 * 1024)}`))], 100);

/** A field in LZ4's form, eleven literals, that claims to unpack to so many bytes. */
export function packed(claimed: number): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(claimed));
  return makeJournal([field(Buffer.concat([length, Buffer.of(11 << 4), Buffer.from('MESSAGE=abc')]), 2)]);
}

export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: journal,
  leaves: Buffer.from('LPKSHHRX and so on'),
};
