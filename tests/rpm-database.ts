/** Headers of RPM packages as RPM's database keeps them, for tests: only the tags that say whose a file is. */

export interface MadeRpm {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  /** Seconds since 1970. */
  readonly installed: number;
  readonly files: readonly {
    readonly path: string;
    readonly digest: string;
    readonly configuration?: true;
    readonly state?: number;
  }[];
}

const int8 = 1;
const int32 = 4;
const text = 6;
const texts = 8;

export function rpmHeader({ name, version, release, installed, files }: MadeRpm): Uint8Array {
  const folders = [...new Set(files.map(({ path }) => folderOf(path)))];
  return headerOf([
    [1000, text, zeroed([name]), 1],
    [1001, text, zeroed([version]), 1],
    [1002, text, zeroed([release]), 1],
    [1008, int32, words([installed]), 1],
    [1029, int8, Buffer.from(files.map(({ state = 0 }) => state)), files.length],
    [1035, texts, zeroed(files.map(({ digest }) => digest)), files.length],
    [1037, int32, words(files.map(({ configuration }) => (configuration ? 1 : 0))), files.length],
    [1116, int32, words(files.map(({ path }) => folders.indexOf(folderOf(path)))), files.length],
    [1117, texts, zeroed(files.map(({ path }) => path.slice(folderOf(path).length))), files.length],
    [1118, texts, zeroed(folders), folders.length],
    [5011, int32, words([8]), 1],
  ]);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function zeroed(strings: readonly string[]): Buffer {
  return Buffer.from(strings.map((string) => `${string}\0`).join(''));
}

function words(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [i, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * i);
  return bytes;
}

function headerOf(entries: readonly (readonly [tag: number, type: number, data: Buffer, count: number])[]): Uint8Array {
  const index: Buffer[] = [];
  const data: Buffer[] = [];
  let at = 0;
  for (const [tag, type, bytes, count] of entries) {
    const padding = type === int32 ? -at & 3 : 0;
    data.push(Buffer.alloc(padding), bytes);
    at += padding;
    index.push(words([tag, type, at, count]));
    at += bytes.length;
  }
  return Buffer.concat([words([entries.length, at]), ...index, ...data]);
}
