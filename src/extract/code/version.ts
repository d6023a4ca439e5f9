/** The version that a program writes beside its name: `XMRig/6.21.0`, `T-Rex NVIDIA GPU miner v0.26.8`. */
import type { Hit } from '../../model/anchor.ts';

/** Characters after a name that are read. */
const reach = 32;
const version = /^[ /v-]{0,3}(\d{1,4}(?:\.\d{1,6}){1,3}(?:-[A-Za-z0-9]{1,12})?)/;

/** The version right after a hit, in the encoding of the hit; undefined where none is. */
export function versionAfter(bytes: Uint8Array, { offset, length, encoding }: Hit): string | undefined {
  const step = encoding === 'utf16le' ? 2 : 1;
  let text = '';
  for (let at = offset + length; text.length < reach; at += step) {
    const byte = bytes[at];
    if (byte === undefined || byte < 0x20 || byte > 0x7e || (step === 2 && bytes[at + 1] !== 0)) break;
    text += String.fromCharCode(byte);
  }
  return version.exec(text)?.[1];
}
