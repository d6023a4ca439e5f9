/**
 * Miners among the programs that Windows noted, as a collector listed them (program-tables.ts): that one was started, or
 * that its file was there; and programs that bear a system program's name elsewhere. All others are counted, and not told.
 * A name is chosen by whoever writes the file: what has a miner's name may be something else, and a miner may have any.
 */
import type { FileTrace } from '../../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { present } from '../../../model/present.ts';
import { minerName } from '../../event/carried.ts';
import { isoTime } from '../knowledge/iso-time.ts';
import { weighedCommand } from '../windows/command-reasons.ts';
import { type ProgramSeen, type ProgramTable, programTables } from './program-tables.ts';
import { badRows, forRows } from './rows.ts';
import { isTable, tablesOf } from './tables.ts';

type Kind = 'process-start' | 'file-trace' | 'mining-term';

const mostTold = 500;
const longest = 1024;

export const programsSeen: Probe<Kind> = defineProbe({
  id: 'collected-programs-seen',
  title: 'programs that Windows noted, as a collector listed them',
  emits: ['process-start', 'file-trace', 'mining-term'],
  platform: 'windows',
  *probe(machine) {
    let count = 0;
    for (const table of tablesOf(machine).all) {
      const kind = programTables.find(({ columns }) => isTable(table, columns));
      if (kind !== undefined) count += yield* programsIn(machine, table.path, kind);
    }
    if (count > 0) yield { looked: { at: 'programs in tables', count } };
  },
});

function* programsIn(machine: Machine, path: string, kind: ProgramTable): Generator<Told<Kind>, number> {
  const { collected } = machine;
  const telling = new Map<string, ProgramSeen>();
  let [count, left] = [0, 0];
  if (collected === undefined) return count;
  const { bad, cut } = forRows(collected, path, (row) => {
    const seen = kind.program(row);
    if (!seen) return seen === null;
    count++;
    const key = seen.program.toLowerCase();
    if (!isTelling(seen)) return true;
    if (telling.size < mostTold || telling.has(key)) telling.set(key, joined(telling.get(key), seen));
    else left++;
    return true;
  });
  for (const seen of telling.values()) yield* toldProgram(path, kind.of, seen);
  if (bad > 0) yield { gap: { code: 'malformed', what: badRows(bad, kind.of), path } };
  if (cut) yield { gap: { code: 'limit-count', what: `more rows of ${kind.of} are not read`, path } };
  if (left > 0) yield { gap: { code: 'limit-count', what: `${left} more programs of ${kind.of} are not told`, path } };
  return count;
}

function joined(before: ProgramSeen | undefined, seen: ProgramSeen): ProgramSeen {
  if (before === undefined) return seen;
  const moments = [before.first, seen.first, before.last, seen.last].filter((ms) => ms !== undefined);
  return {
    ...seen,
    ...before,
    ...(moments.length > 0 && { first: Math.min(...moments), last: Math.max(...moments) }),
  };
}

function isTelling({ program }: ProgramSeen): boolean {
  return minerIn(program) !== undefined || posesAsSystem(program);
}

function minerIn(program: string): string | undefined {
  return minerName(fileIn(program));
}

/**
 * Updates, images of containers and older caches (`SYSVOL\\Windows\\…`) have whole systems beside the one that runs.
 */
const otherSystems =
  /\\windows\\(?:system32|syswow64)\\[^\\]+$|\\(?:windows\.old|\$windows\.~\w{2}|\$getcurrent|softwaredistribution|winsxs|servicing)\\/i;

/** Of a name alone nothing is known. */
function posesAsSystem(program: string): boolean {
  if (!/[\\/]/.test(program) || otherSystems.test(program)) return false;
  return weighedCommand(`"${program}"`).why.includes('poses-as-system');
}

function* toldProgram(path: string, of: string, seen: ProgramSeen): Iterable<Told<Kind>> {
  const { program, last, first, times, user } = seen;
  const miner = minerIn(program);
  const place = { path, ...(last !== undefined && { time: last }) };
  if (miner !== undefined && seen.ran)
    yield {
      kind: 'process-start',
      value: {
        log: of,
        program: program.slice(0, longest),
        ...present({ times, user, start: momentOf(first), end: first === last ? undefined : momentOf(last) }),
        why: ['mines'],
      },
      ...place,
    };
  else yield { kind: 'file-trace', value: traceOf(seen, miner === undefined), ...place };
  if (miner !== undefined) yield { kind: 'mining-term', value: { term: miner, category: 'miner' }, ...place };
}

function traceOf({ program, sha1, size, last }: ProgramSeen, poses: boolean): FileTrace {
  return {
    path: program.slice(0, longest),
    form: /\.(?:bat|cmd|ps1|vbs|js)$/i.test(program) ? 'script' : 'program',
    ...present({ sha1, size, modified: momentOf(last) }),
    why: poses ? ['named-as-system'] : ['runnable'],
  };
}

function momentOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : isoTime(ms);
}

function fileIn(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}
