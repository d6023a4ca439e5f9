/**
 * Fingerprints of hellos: what a client or a server can do, and in which order it says so. They tell a TLS library and
 * its settings, never a program: all that use the same library alike share one.
 * Sources: JA3 and JA3S (github.com/salesforce/ja3, README); JA4 alone of its suite (github.com/FoxIO-LLC/ja4,
 * technical_details/JA4.md).
 */
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { extensionType } from './extensions.ts';
import { type ClientHello, newestOffered, type ServerHello } from './hello.ts';
import { isGrease } from './vector.ts';

const text = new TextEncoder();

const listed = (values: readonly number[]): string => values.filter((value) => !isGrease(value)).join('-');

/** Version, ciphers, extensions, groups and point formats, in decimal and in their order. Of a hello that is not cut. */
export function ja3(hello: ClientHello): string {
  const { legacyVersion, ciphers, extensions, groups, pointFormats } = hello;
  const fields = [legacyVersion, listed(ciphers), listed(extensions), listed(groups), pointFormats.join('-')];
  return bytesToHex(md5(text.encode(fields.join(','))));
}

/** Version, cipher and extensions, in decimal and in their order. */
export function ja3s({ legacyVersion, cipher, extensions }: ServerHello): string {
  return bytesToHex(md5(text.encode([legacyVersion, cipher, extensions.join('-')].join(','))));
}

const versionMarks = new Map([
  [0x0304, '13'],
  [0x0303, '12'],
  [0x0302, '11'],
  [0x0301, '10'],
  [0x0300, 's3'],
  [0x0002, 's2'],
]);

/** Of a hello over TCP that is not cut. */
export function ja4(hello: ClientHello): string {
  const ciphers = hello.ciphers.filter((value) => !isGrease(value));
  const extensions = hello.extensions.filter((value) => !isGrease(value));
  const hasName = extensions.includes(extensionType.serverName);
  const open = [
    't',
    versionMarks.get(newestOffered(hello) ?? 0) ?? '00',
    hasName ? 'd' : 'i',
    twoDigits(ciphers.length),
    twoDigits(extensions.length),
    alpnMark(hello.alpn[0] ?? ''),
  ].join('');
  const others = extensions.filter((type) => type !== extensionType.serverName && type !== extensionType.alpn);
  const algorithms = hello.signatureAlgorithms.filter((value) => !isGrease(value)).map(hexOf);
  const abilities = [sortedHex(others), ...(algorithms.length > 0 ? [algorithms.join(',')] : [])].join('_');
  const none = '000000000000';
  const cipherHash = ciphers.length > 0 ? shortHash(sortedHex(ciphers)) : none;
  return `${open}_${cipherHash}_${others.length > 0 ? shortHash(abilities) : none}`;
}

const twoDigits = (count: number): string => String(Math.min(99, count)).padStart(2, '0');

const hexOf = (value: number): string => value.toString(16).padStart(4, '0');

const sortedHex = (values: readonly number[]): string => values.map(hexOf).sort().join(',');

const shortHash = (value: string): string => bytesToHex(sha256(text.encode(value))).slice(0, 12);

const letterOrDigit = /^[0-9A-Za-z]$/;

/** First and last character of a protocol's name; of its bytes in hex where one of the two is no letter or digit. */
function alpnMark(name: string): string {
  const [first, last] = [name.at(0), name.at(-1)];
  if (first === undefined || last === undefined) return '00';
  if (letterOrDigit.test(first) && letterOrDigit.test(last)) return first + last;
  const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, '0');
  return hex(first).slice(0, 1) + hex(last).slice(1);
}
