/**
 * Streams of a compound file (old Office documents, MSI packages, Outlook messages, `vbaProject.bin` of new Office
 * documents), the sources of its macros and the files put into it. What no stream holds comes as parts of their own.
 * Source: [MS-CFB]; [MS-OVBA].
 * Does not see: an encrypted document's content (a gap says so); macros of Excel 4.0, but as the bytes of their sheet;
 * macros of which only the compiled code is left; the structure within a stream.
 */
import { beginsCompoundFile, type CompoundFile, readCompoundFile } from '../../codec/compound-file/compound-file.ts';
import type { Entry } from '../../codec/compound-file/directory.ts';
import { olePackageStream, readOlePackage } from '../../codec/compound-file/ole-package.ts';
import { unpackVba } from '../../codec/vba/compression.ts';
import { findVbaSource, vbaModules } from '../../codec/vba/project.ts';
import type { GapCode } from '../../model/gap.ts';
import type { Limits } from '../../model/limits.ts';
import { type Child, type Decoded, defineDecoder, type Miss, type WholeDecoder } from '../../model/units.ts';

/** How many times over a file's bytes are given, where streams share them. */
const mostReadings = 2;

/** Projects of macros in one file that are looked at; documents have one. */
const mostProjects = 16;

/** A project's list of modules has some kilobytes. */
const mostDirectoryBytes = 4 * 1024 * 1024;

function miss(code: GapCode, what: string): Miss {
  return { gap: { code, what } };
}

const quoted = (path: string): string => JSON.stringify(path.slice(0, 200));

export const compoundFile: WholeDecoder = defineDecoder({
  id: 'compound-file',
  title: 'streams and macros of OLE compound files (old Office documents, MSI packages)',
  mode: 'whole',
  accepts: beginsCompoundFile,
  *decode(bytes, { limits }): Generator<Decoded> {
    const file = readCompoundFile(bytes);
    if (file.status === 'malformed') yield { gap: { code: 'malformed', what: file.what, offset: file.at } };
    if (file.status !== 'ok') return;
    const finished = yield* streams(file.value, bytes.length, limits);
    yield* macros(file.value, limits);
    if (!finished) return;
    for (const { at, end } of file.value.unused())
      yield {
        name: `outside@0x${at.toString(16)}`,
        bytes: bytes.subarray(at, end),
        from: { offset: at, length: end - at },
      };
  },
});

/** Every stream; returns false where a limit stopped it. */
function* streams(compound: CompoundFile, fileBytes: number, limits: Limits): Generator<Child | Miss, boolean> {
  const mostBytes = Math.min(limits.unpackedBytes, mostReadings * fileBytes);
  let given = 0;
  let children = 0;
  for (const entry of compound.directory.streams) {
    if (children++ >= limits.children) {
      yield miss('limit-count', `more than ${limits.children} streams`);
      return false;
    }
    const { bytes, short } = compound.streamBytes(entry);
    given += bytes.length;
    if (given > mostBytes) {
      yield miss('limit-bytes', `streams hold more than ${mostBytes} bytes together`);
      return false;
    }
    if (short) yield miss('truncated', `${quoted(entry.path)} has ${bytes.length} of ${entry.size} bytes`);
    if (entry.path === 'EncryptedPackage') yield miss('encrypted', 'the document is encrypted');
    yield { name: entry.path, bytes };
    const file = entry.path.endsWith(olePackageStream) ? readOlePackage(bytes) : undefined;
    if (file?.status === 'ok') yield { name: `${entry.path}/${file.value.name}`, bytes: file.value.bytes };
    if (file?.status === 'malformed') yield miss('malformed', `${quoted(entry.path)}: ${file.what}`);
  }
  return true;
}

/** The sources of all macros: one project a storage that holds a stream `dir`. */
function* macros(file: CompoundFile, limits: Limits): Generator<Child | Miss> {
  let left = limits.unpackedBytes;
  for (const { entry, at } of sources(file)) {
    const { path } = entry;
    const source = unpackVba(file.streamBytes(entry).bytes, at, left);
    if (source.status === 'limit') return yield miss('limit-bytes', source.what);
    if (source.status !== 'ok') {
      yield miss('malformed', `the macro in ${quoted(path)} does not unpack`);
      continue;
    }
    left -= source.value.bytes.length;
    if (source.value.brokenAt !== undefined) yield miss('malformed', `the macro in ${quoted(path)} breaks off`);
    yield { name: `macros/${path.slice(path.lastIndexOf('/') + 1)}.bas`, bytes: source.value.bytes, kind: 'script' };
  }
}

/** Where a packed source stands. */
interface Source {
  readonly entry: Entry;
  readonly at: number;
}

/** A source for each stream that holds one, whatever the projects say. */
function* sources(file: CompoundFile): Generator<Source> {
  const given = new Set<Entry>();
  const byPath = new Map(file.directory.streams.map((entry) => [entry.path.toLowerCase(), entry]));
  const projects = file.directory.streams.filter(({ path }) => /(^|\/)dir$/i.test(path));
  for (const project of projects.slice(0, mostProjects)) {
    const folder = project.path.slice(0, -'dir'.length);
    const dir = unpackVba(file.streamBytes(project).bytes, 0, mostDirectoryBytes);
    if (dir.status === 'not-this-format') continue;
    const modules = dir.status === 'ok' ? vbaModules(dir.value.bytes) : [];
    const found = modules.flatMap(({ stream, sourceAt }): Source[] => {
      const entry = byPath.get(`${folder}${stream}`.toLowerCase());
      return entry ? [{ entry, at: sourceAt }] : [];
    });
    for (const source of found.length > 0 ? found : lostSources(file, folder)) {
      if (!given.has(source.entry)) yield source;
      given.add(source.entry);
    }
  }
}

/** Sources of a project whose `dir` says nothing, found by how they begin. */
function* lostSources(file: CompoundFile, folder: string): Generator<Source> {
  for (const entry of file.directory.streams) {
    if (!entry.path.startsWith(folder) || entry.path.endsWith('/dir')) continue;
    const at = findVbaSource(file.streamBytes(entry).bytes);
    if (at !== undefined) yield { entry, at };
  }
}
