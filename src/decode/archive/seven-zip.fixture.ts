import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

const fromHex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));

/** `folder/file.txt` holding `text`, as `7z a` packs it. */
const sevenZip = fromHex(
  '377abcaf271c0004ae64db5808000000000000005a00000000000000b77826c701000374657874000104060001090800070b0100012121010' +
    '00c0400080a01c7a78b3b00000501190c00000000000000000000000011210066006f006c006400650072002f00660069006c0065002e0074' +
    '00780074000000150601002080a4810000',
);

/** The same, encrypted. In `malware` the list of files can be read; in the others it is encrypted, too. */
export const encrypted: Readonly<Record<'malware' | 'virus' | 'another', Uint8Array>> = {
  malware: fromHex(
    '377abcaf271c000423c78fb710000000000000006a0000000000000035cf38e530ca76efe129b51d7fdb38b54ba27e91010406000109100007' +
      '0b0100022406f1070112530f3e84f17d053a3659274a2e6b2b39b8ab2121010001000c080400080a01c7a78b3b00000501190100112100' +
      '66006f006c006400650072002f00660069006c0065002e007400780074000000150601002080a4810000',
  ),
  virus: fromHex(
    '377abcaf271c00040bf6091980000000000000002e000000000000002b5f9499239d1f197fb19e4a6e2fae6846a25190c11b7de40e7b8153c9' +
      'e5bda928a3eb81702c60d1226654ff00cc546dea28cd9bc881c98ef0b3d23350f31862b12595a57c7eab963f39f1ff17a1b097cd758795' +
      'd10e0a686de1a368669d673efc96d5b63ff1b7c5b8974bec0d18d6e67ed221320c249373d563754a7e493e07b5f12bc317061001097000' +
      '070b0100012406f1070112530f8b863fc5a0469610d9670c848236cd450c6a0a0149a0a12b0000',
  ),
  another: fromHex(
    '377abcaf271c0004e6dab02380000000000000002e0000000000000057f8eec0b69ff9315caf02143eda7408e3ae6618b3218ddd0d6386f0d1' +
      '17a07fe4fb1963197d1efcd5497b417496e31dc8962a295be4e7aabdfe7e38b96fe2022dae34b1e4439c5e306c922f67abe70121037f49' +
      '8ae5d9b59b178f6da5ff483477f6ee2e1ee5394051fd580ac357c679d7eabfa6d08484915078e588411f0ccd7be41f6a17061001097000' +
      '070b0100012406f1070112530fba9ed8328bca09dbaca5c810bbfbcf730c6a0a01c5d2991f0000',
  ),
};

/** `the same text ` eight times, as xz, bzip2 and lzma pack it. */
export const streams: Readonly<Record<'xz' | 'bzip2' | 'lzma', Uint8Array>> = {
  xz: fromHex(
    'fd377a585a000004e6d6b4460200210116000000742fe5a3e0006f00145d003a1a08ce76d976d393ceb2be5c0493a11dba400000549cf2bde6' +
      '23f96600013070e4f2c5af1fb6f37d010000000004595a',
  ),
  bzip2: fromHex(
    '425a68393141592653598d3a96ae0000339180400022420c402000310c080aa869b4782082c414104183a18345dc914e1424234ea5ab80',
  ),
  lzma: fromHex('5d00008000ffffffffffffffff003a1a08ce76d976d393ceb2be5c0493a120676e4bfffebe7000'),
};

/** A number of seven bits a byte, the lowest first. */
function vint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...vint(value >>> 7)];
}

function uint32(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24];
}

function rarBlock(fields: readonly number[]): number[] {
  const sized = [...vint(fields.length), ...fields];
  return [...uint32(crc32(Uint8Array.from(sized))), ...sized];
}

/** A RAR 5.0 archive of files that are stored as they are. Source: https://www.rarlab.com/technote.htm */
export function storedRar(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const nameBytes = Buffer.from(name);
    const data = typeof content === 'string' ? Buffer.from(content) : content;
    const [type, dataFollows, hasCrc, stored, unix] = [2, 2, 4, 0, 1];
    const sizes = [...vint(data.length), hasCrc, ...vint(data.length), ...vint(0o100644), ...uint32(crc32(data))];
    return [...rarBlock([type, dataFollows, ...sizes, stored, unix, ...vint(nameBytes.length), ...nameBytes]), ...data];
  });
  return Uint8Array.from([
    ...Buffer.from('526172211a070100', 'hex'),
    ...rarBlock([1, 0, 0]),
    ...blocks,
    ...rarBlock([5, 0, 0]),
  ]);
}

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: sevenZip,
  leaves: new TextEncoder().encode('7z is the name of a program, Rar! that of another, and BZh9 begins a stream'),
};
