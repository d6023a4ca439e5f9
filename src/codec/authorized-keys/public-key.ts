/**
 * A public key of SSH as its files write it: the name of its algorithm and its bytes in base64, and what `ssh-keygen -l`
 * calls its fingerprint.
 * Source: RFC 4253, section 6.6; sshd(8), AUTHORIZED_KEYS FILE FORMAT. Does not see: keys of protocol 1.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64 } from '../base64/base64.ts';
import { latin1 } from '../latin1/latin1.ts';

export interface PublicKey {
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, … */
  readonly type: string;
  /** `SHA256:` and 43 characters, as `ssh-keygen -l` has it. */
  readonly fingerprint: string;
}

/** 16,384 bits of RSA and all that a certificate adds fit in. */
const longestKey = 16_384;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The key, where the bytes begin with the name that stands before them. */
export function readPublicKey(type: string, digits: string): PublicKey | undefined {
  if (type.length < 4 || type.length > 64 || digits.length > longestKey || !base64.test(digits)) return undefined;
  const bytes = decodeBase64(new TextEncoder().encode(digits.replace(/=+$/, '')));
  if (bytes.length < 4 + type.length) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (length !== type.length || latin1(bytes.subarray(4, 4 + length)) !== type) return undefined;
  return { type, fingerprint: `SHA256:${toBase64(sha256(bytes))}` };
}

/** Without padding. */
function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
}
