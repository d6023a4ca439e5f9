/** Wraps the image so that no scanner takes the repository for the sample: hex text, stored in a ZIP. */
import { ascii, u16, u32 } from './layout.ts';

/** Lower-case hex, 32 bytes a line. */
export function hexText(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 32) lines.push(Buffer.from(bytes.subarray(at, at + 32)).toString('hex'));
  return `${lines.join('\n')}\n`;
}

function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** A ZIP with one stored entry of ASCII text, dated 1980-01-01, so that the same text gives the same bytes. */
export function storedZip(name: string, text: string): Uint8Array {
  const content = ascii(text);
  const earliestDate = 0x21;
  const common = [
    ...[...u16(20), ...u16(0), ...u16(0), ...u16(0), ...u16(earliestDate), ...u32(crc32(content))],
    ...[...u32(content.length), ...u32(content.length), ...u16(name.length), ...u16(0)],
  ];
  const local = [...ascii('PK'), 3, 4, ...common, ...ascii(name), ...content];
  const central = [
    ...[...ascii('PK'), 1, 2, ...u16(20), ...common],
    ...[...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(0), ...ascii(name)],
  ];
  const end = [
    ...[...ascii('PK'), 5, 6, ...u16(0), ...u16(0), ...u16(1), ...u16(1)],
    ...[...u32(central.length), ...u32(local.length), ...u16(0)],
  ];
  return Uint8Array.from([...local, ...central, ...end]);
}
