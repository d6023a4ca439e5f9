/**
 * The files in an asar archive, in which applications made with Electron keep their code.
 * Source: electron/asar README, "Format" (a Chromium Pickle with a JSON directory, then the files).
 * Does not see: files that the directory says stand beside the archive (`unpacked`); links.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import type { ByteReader } from '../../model/units.ts';
import type { SeriesMember } from '../series/member.ts';

const sizesBytes = 16;
/** Directories of real applications take a few megabytes. */
const mostDirectoryBytes = 16 * 1024 * 1024;
/** Characters of a folder's path that are kept, so that names do not grow with the square of the directory. */
const longestPath = 2_000;
const bracket = 0x7b;
const quote = 0x22;

interface Sizes {
  /** Bytes of the JSON text. */
  readonly text: number;
  /** Offset of the first file. */
  readonly filesAt: number;
}

interface Place {
  readonly name: string;
  /** From the first file on. */
  readonly offset: number;
  readonly size: number;
}

/** Four sizes that fit into each other, then the directory's first key. */
function sizesOf(head: Uint8Array): Sizes | undefined {
  if (head.length < sizesBytes || head[0] !== 4 || head[1] !== 0) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, sizesBytes);
  const [four, pickle, payload, text] = [0, 4, 8, 12].map((at) => view.getUint32(at, true));
  if (four !== 4 || pickle === undefined || payload === undefined || text === undefined) return undefined;
  if (payload + 4 !== pickle || text + 4 > payload) return undefined;
  return { text, filesAt: 8 + pickle };
}

export function beginsLikeAsar(head: Uint8Array): boolean {
  return sizesOf(head) !== undefined && head[sizesBytes] === bracket && head[sizesBytes + 1] === quote;
}

/** Members in the order of their bytes. Each is to be read before the next one is asked for. */
export async function* asarMembers(reader: ByteReader): AsyncGenerator<Result<SeriesMember>> {
  const sizes = sizesOf(await reader.read(sizesBytes));
  if (sizes === undefined || sizes.text > mostDirectoryBytes) return yield malformed(0, 'the directory has no end');
  const text = await reader.read(sizes.text);
  const directory = parsed(text);
  if (directory === undefined) return yield malformed(sizesBytes, 'the directory is no JSON');
  let shared = 0;
  for (const { name, offset, size } of places(directory)) {
    const left = sizes.filesAt + offset - reader.position;
    if (left < 0) shared++;
    if (left < 0) continue;
    if ((await reader.skip(left)) < left) return yield malformed(reader.position, `${JSON.stringify(name)} is cut off`);
    yield ok({ name, size });
  }
  if (shared > 0) yield malformed(sizes.filesAt, `${shared} files share the bytes of others: not given again`);
  const at = reader.position;
  const begun = await reader.read(1);
  if (begun.length > 0) yield ok({ name: `rest@0x${at.toString(16)}`, begun });
}

function parsed(text: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return undefined;
  }
}

/** Files of the directory, in the order of their bytes. A folder is walked without recursion, however deep it is. */
function places(directory: unknown): Place[] {
  const found: Place[] = [];
  const folders = [{ path: '', node: directory }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const [key, node] of Object.entries(fieldsOf(fieldsOf(folder.node)['files']))) {
      const { files, offset, size, unpacked } = fieldsOf(node);
      const name = `${folder.path}${key}`;
      if (files !== undefined) folders.push({ path: `${name}/`.slice(-longestPath), node });
      else if (unpacked !== true && typeof offset === 'string' && /^\d{1,15}$/.test(offset) && isSize(size))
        found.push({ name, offset: Number(offset), size });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

function fieldsOf(node: unknown): { readonly [key: string]: unknown } {
  return typeof node === 'object' && node !== null ? { ...node } : {};
}
