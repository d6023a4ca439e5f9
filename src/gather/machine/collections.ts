/**
 * Where a collector put the files of the machine that it was run on, and which collector it was, by what stands beside
 * them.
 * Sources: UAC (https://tclahr.github.io/uac-docs): `[root]` beside `uac.log`; KAPE
 * (https://ericzimmerman.github.io/KapeDocs): a folder a drive, beside its logs, and for its modules a folder a category;
 * Velociraptor (https://docs.velociraptor.app, offline collections): `uploads/ACCESSOR`.
 * Does not see: archives that were not unpacked.
 */
import type { MachineTree } from '../../model/machine-units.ts';

export interface Collection {
  readonly collector: 'uac' | 'kape' | 'velociraptor' | 'unknown';
  /** The folder in which the collection stands, where that is not the one that was named: `/uac-web1-20261123`. */
  readonly base?: string;
  /** Below which the machine's own paths stand: `/[root]`; empty where several folders hold parts of it. */
  readonly top: string;
  readonly platform: 'linux' | 'windows';
}

/** Folders of a drive, as collectors name them. */
const drive = /^(?:[a-z]|[a-z]:|[a-z]%3A|%5C%5C\.%5C[a-z]%3A)$/i;
const windowsFolders = /^(?:windows|users|programdata|\$mft)$/i;
const linuxFolders = /^(?:etc|var|home|root|usr)$/;

/** A table of Velociraptor that says of which system it is: `Linux.Sys.Pslist.json`. */
const table = /^(Linux|Windows)\.\w{1,64}\.[\w.%-]{1,128}\.(?:json|csv)$/;

/** Folders that KAPE's modules fill, and tables of Eric Zimmerman's tools. */
const categories =
  /^(?:ProgramExecution|Registry|EventLogs|FileSystem|FileFolderAccess|FileDeletion|LiveResponse|SystemActivity)$/;
const moduleTable = /^\d{14}_\w{1,64}\.csv$/;
/** Folders above those of drives: `target`, and one a machine. */
const mostFolders = 64;

/** Nothing where the folder is a machine's own root, or nobody's that is known. */
export function collectionAt(tree: MachineTree): Collection | undefined {
  const names = namesIn(tree, '');
  if (names.some((name) => windowsFolders.test(name)) || names.filter((name) => linuxFolders.test(name)).length > 1)
    return undefined;
  return collectionIn(tree, '') ?? nested(tree) ?? kape(tree, names);
}

/** Who unpacks an archive often names the folder above: one collection in it is meant, of several none is. */
function nested(tree: MachineTree): Collection | undefined {
  const folders = tree.list('/').filter(({ kind }) => kind === 'folder');
  const found = folders.slice(0, mostFolders).flatMap(({ name }) => {
    const collection = collectionIn(tree, `/${name}`);
    return collection === undefined ? [] : [{ ...collection, base: `/${name}` }];
  });
  return found.length === 1 ? found[0] : undefined;
}

function collectionIn(tree: MachineTree, base: string): Collection | undefined {
  const names = namesIn(tree, base);
  return uac(tree, base, names) ?? velociraptor(tree, base, names);
}

function uac(tree: MachineTree, base: string, names: readonly string[]): Collection | undefined {
  if (!names.includes('[root]')) return undefined;
  const isOwn = names.some((name) => /^uac\.log/.test(name)) || names.includes('live_response');
  return { collector: isOwn ? 'uac' : 'unknown', top: '/[root]', platform: platformAt(tree, `${base}/[root]`) };
}

function velociraptor(tree: MachineTree, base: string, names: readonly string[]): Collection | undefined {
  if (!names.includes('uploads')) return names.includes('results') ? tablesAlone(tree, base) : undefined;
  const tops = namesIn(tree, `${base}/uploads`).flatMap((accessor) => {
    const folder = `/uploads/${accessor}`;
    if (platformOf(tree, base + folder) !== undefined) return [folder];
    return namesIn(tree, base + folder)
      .filter((name) => drive.test(name))
      .map((name) => `${folder}/${name}`);
  });
  const [top] = tops;
  if (top === undefined) return tablesAlone(tree, base);
  // The registry may come from one accessor and the rest from another.
  return { collector: 'velociraptor', top: tops.length === 1 ? top : '', platform: platformAt(tree, base + top) };
}

/** Velociraptor was asked for tables and copied nothing: no file of the machine stands there. */
function tablesAlone(tree: MachineTree, base: string): Collection | undefined {
  const [, system] =
    namesIn(tree, `${base}/results`)
      .map((name) => table.exec(name))
      .find((found) => found !== null) ?? [];
  if (system === undefined) return undefined;
  return { collector: 'velociraptor', top: '/uploads/auto', platform: system === 'Windows' ? 'windows' : 'linux' };
}

/** Its target and its modules may stand beside one another. */
function kape(tree: MachineTree, names: readonly string[]): Collection | undefined {
  const here = drives(tree, '', names);
  if (here !== undefined) return here;
  const folders = tree.list('/').filter(({ kind }) => kind === 'folder');
  for (const { name } of folders.slice(0, mostFolders)) {
    const found = drives(tree, `/${name}`, namesIn(tree, `/${name}`));
    if (found !== undefined) return found;
  }
  const inModules = ['', ...folders.slice(0, mostFolders).map(({ name }) => `/${name}`)].some((folder) =>
    namesIn(tree, folder).some((name) => categories.test(name) || moduleTable.test(name)),
  );
  // No file of the machine stands there.
  return inModules ? { collector: 'kape', top: '/C', platform: 'windows' } : undefined;
}

function drives(tree: MachineTree, folder: string, names: readonly string[]): Collection | undefined {
  const tops = names.filter((name) => drive.test(name)).map((name) => `${folder}/${name}`);
  const top = tops.find((one) => platformOf(tree, one) === 'windows');
  if (top === undefined) return undefined;
  const isKape = names.some((name) =>
    /(?:_copylog\.csv|_consolelog\.txt|_skiplog\.csv|^console_?log\.txt)$/i.test(name),
  );
  return { collector: isKape ? 'kape' : 'unknown', top, platform: 'windows' };
}

function platformAt(tree: MachineTree, folder: string): 'linux' | 'windows' {
  return platformOf(tree, folder) ?? 'linux';
}

function platformOf(tree: MachineTree, folder: string): 'linux' | 'windows' | undefined {
  const names = namesIn(tree, folder);
  if (names.some((name) => windowsFolders.test(name))) return 'windows';
  return names.some((name) => linuxFolders.test(name)) ? 'linux' : undefined;
}

function namesIn(tree: MachineTree, folder: string): readonly string[] {
  return tree.list(folder === '' ? '/' : folder).map(({ name }) => name);
}
