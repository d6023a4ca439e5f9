/**
 * The skeleton of a PKCS #7 signature, without keys, hashes or a signature in it: a certificate's names and times, and
 * a signer who refers to it, stamped by a service. Nothing could ever verify it.
 */
import { ascii } from '../examples/2018-installer/layout.ts';

const wrap = (tag: number, ...contents: (readonly number[])[]): number[] => {
  const content = contents.flat();
  const size = content.length;
  const length = size < 0x80 ? [size] : [0x82, size >>> 8, size & 0xff];
  return [tag, ...length, ...content];
};
const sequence = (...contents: (readonly number[])[]): number[] => wrap(0x30, ...contents);
const set = (...contents: (readonly number[])[]): number[] => wrap(0x31, ...contents);

/** An object identifier in dots. */
function object(dots: string): number[] {
  const [first = 0, second = 0, ...rest] = dots.split('.').map(Number);
  const bytes = [40 * first + second, ...rest].flatMap((number) => {
    const groups = [number & 0x7f];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return wrap(6, bytes);
}

const name = (common: string): number[] =>
  sequence(
    set(sequence(object('2.5.4.10'), wrap(0x13, ascii('Example Ltd')))),
    set(sequence(object('2.5.4.3'), wrap(0x0c, ascii(common)))),
  );
const time = (text: string): number[] => wrap(0x17, ascii(text));
const serial = wrap(2, [0x12, 0x34]);
const sha256 = sequence(object('2.16.840.1.101.3.4.2.1'));
const version = wrap(2, [1]);

/** Of the signer: DER without a key or a signature in it. */
export const sampleCertificate: readonly number[] = sequence(
  sequence(
    wrap(0xa0, wrap(2, [2])),
    serial,
    sha256,
    name('Example CA'),
    sequence(time('200101000000Z'), time('300101000000Z')),
    name('Example Signer'),
  ),
);
const stamp = sequence(
  version,
  sequence(name('Example Clock'), serial),
  sha256,
  wrap(0xa0, sequence(object('1.2.840.113549.1.9.5'), set(time('210203040506Z')))),
);
const signer = sequence(
  version,
  sequence(name('Example CA'), serial),
  sha256,
  wrap(0xa0, sequence(object('1.2.840.113549.1.9.5'), set(time('210101000000Z')))),
  sha256,
  wrap(4, []),
  wrap(0xa1, sequence(object('1.2.840.113549.1.9.6'), set(stamp))),
);

export const signedSample: readonly number[] = sequence(
  object('1.2.840.113549.1.7.2'),
  wrap(
    0xa0,
    sequence(
      version,
      set(sha256),
      sequence(object('1.2.840.113549.1.7.1')),
      wrap(0xa0, sampleCertificate),
      set(signer),
    ),
  ),
);
