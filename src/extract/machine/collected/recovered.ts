/**
 * Programs and files that were deleted while a process had them, and that UAC took from /proc before it ended: often the
 * only copy of a miner. They are examined under the process's own paths, `/proc/7/exe` and `/proc/7/fd/3`.
 * Source: https://github.com/tclahr/uac, artifacts/live_response/process/deleted.yaml: `dd conv=swab` changes places of
 * every two bytes, so that no scanner takes the copy away; the first 50 MB are taken.
 * Does not see: what was longer than that.
 */
import { defineProbe, type Machine, type MachineTree, type Probe, type Told } from '../../../model/machine-units.ts';

const folder = '/live_response/process/proc';
/** `bs=1024 count=50000`, and a byte to see that there is no more. */
const mostBytes = 51_200_000;
const mostProcesses = 65_536;
/** Many processes run one program: it is examined once. */
const mostRecovered = 64;
const mostHandles = 1024;

export const recovered: Probe<never> = defineProbe({
  id: 'collected-programs',
  title: 'deleted programs and files that a collector took from running processes',
  emits: [],
  platform: 'linux',
  *probe(machine) {
    const { collected } = machine;
    if (collected === undefined) return;
    let count = 0;
    for (const { from, as, swapped } of copiesIn(machine, collected)) {
      if (++count > mostRecovered) continue;
      const bytes = collected.read(from, mostBytes)?.bytes;
      if (bytes !== undefined && bytes.length > 0) yield { examine: as, bytes: swapped ? swappedBack(bytes) : bytes };
    }
    if (count > 0) yield { looked: { at: 'recovered files', count: Math.min(count, mostRecovered) } };
    if (count > mostRecovered) yield tooMany(count - mostRecovered);
  },
});

function tooMany(left: number): Told<never> {
  return { gap: { code: 'limit-count', what: `${left} more recovered files are not examined`, path: folder } };
}

interface Copy {
  readonly from: string;
  readonly as: string;
  readonly swapped: boolean;
}

function* copiesIn({ tree }: Machine, collected: MachineTree): Iterable<Copy> {
  const known = new Set<string>();
  const pids = collected.list(folder).filter(({ name }) => /^[1-9]\d{0,9}$/.test(name));
  for (const { name: pid } of pids.slice(0, mostProcesses)) {
    const own = `${folder}/${pid}`;
    for (const [name, swapped] of [
      ['recovered_exe.dd.swab', true],
      ['recovered_exe', false],
    ] as const) {
      const size = collected.stat(`${own}/${name}`)?.size;
      const key = `${tree.target(`/proc/${pid}/exe`) ?? pid} ${size}`;
      if (size === undefined || known.has(key)) continue;
      known.add(key);
      yield { from: `${own}/${name}`, as: `/proc/${pid}/exe`, swapped };
    }
    for (const { name: handle } of collected.list(`${own}/fd`).slice(0, mostHandles)) {
      const from = `${own}/fd/${handle}/recovered_file.dd`;
      if (/^\d{1,10}$/.test(handle) && collected.stat(from))
        yield { from, as: `/proc/${pid}/fd/${handle}`, swapped: false };
    }
  }
}

/** The last byte of an odd number stays where it is. */
function swappedBack(bytes: Uint8Array): Uint8Array {
  const swapped = new Uint8Array(bytes);
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    swapped[at] = bytes[at + 1] ?? 0;
    swapped[at + 1] = bytes[at] ?? 0;
  }
  return swapped;
}
