/**
 * The newer encryption of ZIP archives (WinZip AES, AE-1 and AE-2).
 * Source: winzip.com, "AES Encryption Information: Encryption Specification AE-1 and AE-2", version 1.04.
 */
import { Aes } from '../aes/aes.ts';

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
  return counted(encrypted, new Aes(keys.subarray(0, keyBytes)));
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Counter mode. Unlike elsewhere the counter's lowest byte comes first, and it begins at one. */
function counted(data: Uint8Array, cipher: Aes): Uint8Array {
  const output = new Uint8Array(data.length);
  const counter = new Uint8Array(blockBytes);
  const stream = new Uint8Array(blockBytes);
  const view = new DataView(counter.buffer);
  for (let at = 0; at < data.length; at += blockBytes) {
    view.setUint32(0, at / blockBytes + 1, true);
    cipher.encrypt(counter, stream);
    const end = Math.min(blockBytes, data.length - at);
    for (let i = 0; i < end; i++) output[at + i] = (data[at + i] ?? 0) ^ (stream[i] ?? 0);
  }
  return output;
}
