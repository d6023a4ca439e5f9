/**
 * Programs that Windows noted as started, or as present, as tables of collectors have them: one entry here for each kind.
 * Sources: https://github.com/EricZimmerman (PECmd, AmcacheParser, AppCompatCacheParser, MFTECmd: their CSV);
 * https://docs.velociraptor.app/artifact_references/ (Windows.Forensics.Prefetch, Windows.Forensics.Amcache,
 * Windows.System.Amcache, Windows.Registry.AppCompatCache, Windows.Forensics.Bam, Windows.Registry.UserAssist).
 * Amcache and the cache of application compatibility name programs that are there, and need not have run.
 */
import { textsAt } from '../../../codec/container-state/facts.ts';
import type { JsonValue } from '../../../codec/json/document.ts';
import { present } from '../../../model/present.ts';
import { momentIn, numberIn, textIn, timeIn } from './rows.ts';
import type { Columns } from './tables.ts';

/** Windows itself lists some 1,000 files of a program. */
const mostLoaded = 4096;
const longestList = 256 * 1024;

export interface ProgramSeen {
  /** Its path, or its name where no more is told. */
  readonly program: string;
  /** Windows notes this when it starts a program; else the file was only there. */
  readonly ran: boolean;
  /** Starts, all told. */
  readonly times?: number;
  /** Milliseconds since 1970: of the earliest and the latest start that is told, or of the file. */
  readonly first?: number;
  readonly last?: number;
  readonly user?: string;
  readonly sha1?: string;
  readonly size?: number;
}

export interface ProgramTable {
  /** Names the source: `prefetch`. */
  readonly of: string;
  readonly columns: Columns;
  /** Undefined where the row is none of such a table; null where it names no program. */
  program(row: JsonValue): ProgramSeen | null | undefined;
}

export const programTables: readonly ProgramTable[] = [
  { of: 'prefetch', columns: [['ExecutableName'], ['RunCount'], ['LastRun']], program: prefetchOfPecmd },
  { of: 'prefetch', columns: [['Executable'], ['LastRunTimes']], program: prefetchOfVelociraptor },
  { of: 'bam', columns: [['Binary'], ['Bam_time', 'BamTime']], program: bam },
  { of: 'userassist', columns: [['NumberOfExecutions'], ['LastExecution'], ['Name']], program: userAssist },
  {
    of: 'amcache',
    columns: [['SHA1'], ['FullPath'], ['FileKeyLastWriteTimestamp', 'Timestamp', 'LastModifiedKey']],
    program: amcache,
  },
  { of: 'amcache', columns: [['FileId'], ['Binary'], ['LastModified']], program: amcache },
  {
    of: 'shimcache',
    columns: [['CacheEntryPosition', 'Position'], ['Path'], ['LastModifiedTimeUTC', 'ModificationTime']],
    program: shimcache,
  },
  { of: 'file table', columns: [['EntryNumber'], ['ParentPath'], ['FileName'], ['InUse']], program: fileTable },
];

function prefetchOfPecmd(row: JsonValue): ProgramSeen | undefined {
  const name = textIn(row, 'ExecutableName');
  if (name === undefined) return undefined;
  const runs = ['LastRun', ...Array.from({ length: 7 }, (_, i) => `PreviousRun${i}`)];
  const loaded = (textIn(row, 'FilesLoaded') ?? '').slice(0, longestList).split(', ', mostLoaded);
  return ranAt(
    ownPath(name, loaded) ?? name,
    runs.map((column) => timeIn(row, column)),
    numberIn(row, 'RunCount'),
  );
}

function prefetchOfVelociraptor(row: JsonValue): ProgramSeen | undefined {
  const name = textIn(row, 'Executable');
  if (name === undefined) return undefined;
  const path = textIn(row, 'ExecutableDosPath', 'ExecutablePath', 'Binary');
  return ranAt(withoutVolume(path ?? name), textsAt(row, 'LastRunTimes').map(momentIn), numberIn(row, 'RunCount'));
}

/** Among the files that it loads is its own. */
function ownPath(name: string, loaded: readonly string[]): string | undefined {
  const own = loaded.find((path) => path.toUpperCase().endsWith(`\\${name.toUpperCase()}`));
  return own === undefined ? undefined : withoutVolume(own);
}

/** `\VOLUME{01d…-ab12}\USERS\X.EXE`, `\DEVICE\HARDDISKVOLUME2\USERS\X.EXE` */
function withoutVolume(path: string): string {
  return path.replace(/^\\(?:VOLUME\{[^}]{1,64}\}|DEVICE\\HARDDISKVOLUME\d{1,3})(?=\\)/i, '');
}

function bam(row: JsonValue): ProgramSeen | undefined {
  const program = textIn(row, 'Binary');
  if (program === undefined) return undefined;
  const user = textIn(row, 'UserName', 'Username', 'SID');
  return { ...ranAt(withoutVolume(program), [timeIn(row, 'Bam_time', 'BamTime')]), ...present({ user }) };
}

function userAssist(row: JsonValue): ProgramSeen | null | undefined {
  const program = textIn(row, 'Name');
  if (program === undefined) return undefined;
  const times = numberIn(row, 'NumberOfExecutions');
  if (times === 0) return null;
  return { ...ranAt(program, [timeIn(row, 'LastExecution')], times), ...present({ user: textIn(row, 'User') }) };
}

function amcache(row: JsonValue): ProgramSeen | null | undefined {
  const program = textIn(row, 'FullPath', 'Binary');
  if (program === undefined) return null;
  const sha1 = /^(?:0000)?([0-9a-f]{40})$/i.exec(textIn(row, 'SHA1', 'FileId') ?? '')?.[1]?.toLowerCase();
  const last = timeIn(row, 'FileKeyLastWriteTimestamp', 'Timestamp', 'LastModified', 'LastModifiedKey');
  return { program, ran: false, ...present({ sha1, last, size: numberIn(row, 'Size') }) };
}

function shimcache(row: JsonValue): ProgramSeen | undefined {
  const program = textIn(row, 'Path');
  if (program === undefined) return undefined;
  const last = timeIn(row, 'LastModifiedTimeUTC', 'ModificationTime');
  return { program, ran: false, ...present({ last }) };
}

/** Only programs and scripts: a table has a row for every file. */
function fileTable(row: JsonValue): ProgramSeen | null | undefined {
  const name = textIn(row, 'FileName');
  if (name === undefined) return null;
  if (!/\.(?:exe|dll|sys|scr|bat|cmd|ps1|vbs|js)$/i.test(name)) return null;
  const folder = (textIn(row, 'ParentPath') ?? '.').replace(/^\./, 'C:');
  const [last, size] = [timeIn(row, 'Created0x10', 'Created0x30'), numberIn(row, 'FileSize')];
  return { program: `${folder}\\${name}`, ran: false, ...present({ last, size }) };
}

function ranAt(program: string, moments: readonly (number | undefined)[], times?: number): ProgramSeen {
  const known = moments.filter((ms) => ms !== undefined);
  return {
    program,
    ran: true,
    ...present({ times: times === 0 ? undefined : times }),
    ...(known.length > 0 && { first: Math.min(...known), last: Math.max(...known) }),
  };
}
