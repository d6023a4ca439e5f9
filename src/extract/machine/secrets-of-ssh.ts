/**
 * What can be said of SSH's secrets without keeping any: whether a file is a private key and asks for a passphrase, and
 * where somebody logged in to.
 * Sources: PROTOCOL.key of OpenSSH; RFC 1421, section 4.6 (`Proc-Type`); RFC 7468; PuTTY's manual, appendix C.
 */
import { base64Digits, decodeBase64 } from '../../codec/base64/base64.ts';
import { readKnownHosts } from '../../codec/known-hosts/known-hosts.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';

const mostHosts = 32;

export function knownHostsIn(text: string): { readonly count: number; readonly hosts?: string[] } {
  const { names, hashed } = readKnownHosts(text);
  return { count: names.length + hashed, ...(names.length === 0 ? {} : { hosts: names.slice(0, mostHosts) }) };
}

/** Undefined for what is no private key. */
export function privateKeyIn(text: string): { readonly encrypted?: boolean } | undefined {
  const begun = /-----BEGIN (OPENSSH|RSA|DSA|EC|ENCRYPTED)? ?PRIVATE KEY-----\s/.exec(text);
  if (begun?.[1] === 'ENCRYPTED') return { encrypted: true };
  if (begun?.[1] === 'OPENSSH') {
    const cipher = cipherOf(text.slice(begun.index + begun[0].length));
    return cipher === undefined ? {} : { encrypted: cipher !== 'none' };
  }
  if (begun) return { encrypted: /^Proc-Type: 4,ENCRYPTED/m.test(text) };
  if (!/^PuTTY-User-Key-File-\d: /.test(text)) return undefined;
  return { encrypted: !/^Encryption: none\s*$/m.test(text) };
}

/** `openssh-key-v1`, a zero, and the length and name of the cipher; undefined where that does not stand there. */
function cipherOf(body: string): string | undefined {
  const digits = new TextEncoder().encode(body.slice(0, 70)).filter((byte) => base64Digits.isDigit[byte] === 1);
  const bytes = decodeBase64(digits);
  const magic = 'openssh-key-v1\0';
  if (!latin1(bytes).startsWith(magic) || bytes.length < magic.length + 4) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length);
  return latin1(bytes.subarray(magic.length + 4, magic.length + 4 + Math.min(length, 32)));
}
