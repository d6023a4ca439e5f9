/**
 * The newer encryption of ZIP archives (WinZip AES, AE-1 and AE-2).
 * Source: winzip.com, "AES Encryption Information: Encryption Specification AE-1 and AE-2", version 1.04.
 */
const rounds = 1_000;
const verifierBytes = 2;
const authenticationBytes = 10;
const blockBytes = 16;

/** The packed bytes, or undefined where the password is wrong or the data were changed. */
export async function decryptWinzipAes(
  data: Uint8Array,
  password: Uint8Array,
  keyBytes: number,
): Promise<Uint8Array | undefined> {
  const { ecb } = await import('@noble/ciphers/aes.js');
  const { hmac } = await import('@noble/hashes/hmac.js');
  const { pbkdf2 } = await import('@noble/hashes/pbkdf2.js');
  const { sha1 } = await import('@noble/hashes/legacy.js');
  const saltBytes = keyBytes / 2;
  const dataAt = saltBytes + verifierBytes;
  const dataEnd = data.length - authenticationBytes;
  if (dataEnd < dataAt) return undefined;
  const keys = pbkdf2(sha1, password, data.subarray(0, saltBytes), { c: rounds, dkLen: 2 * keyBytes + verifierBytes });
  if (!same(keys.subarray(2 * keyBytes), data.subarray(saltBytes, dataAt))) return undefined;
  const encrypted = data.subarray(dataAt, dataEnd);
  const authentication = hmac(sha1, keys.subarray(keyBytes, 2 * keyBytes), encrypted).subarray(0, authenticationBytes);
  if (!same(authentication, data.subarray(dataEnd))) return undefined;
  // Counter mode, whose key stream is the counters encrypted one by one.
  const stream = ecb(keys.subarray(0, keyBytes), { disablePadding: true }).encrypt(counters(encrypted.length));
  return encrypted.map((byte, i) => byte ^ (stream[i] ?? 0));
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** As many blocks as the bytes take. Unlike elsewhere a counter's lowest byte comes first, and the first one is one. */
function counters(bytes: number): Uint8Array {
  const blocks = new Uint8Array(Math.ceil(bytes / blockBytes) * blockBytes);
  const view = new DataView(blocks.buffer);
  for (let at = 0; at < blocks.length; at += blockBytes) view.setUint32(at, at / blockBytes + 1, true);
  return blocks;
}
