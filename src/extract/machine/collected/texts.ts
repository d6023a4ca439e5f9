/**
 * Texts of a running system that a collector kept, and that are examined as any input is: what containers wrote (UAC), and
 * histories of shells whose lines were listed (Velociraptor).
 * Sources: https://github.com/tclahr/uac, artifacts/live_response/containers/docker.yaml and podman.yaml;
 * https://docs.velociraptor.app/artifact_references/pages/linux.sys.bashhistory/.
 * Does not see: more than a megabyte of what a container wrote.
 */
import { textAt } from '../../../codec/container-state/facts.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { badRows, forRows } from './rows.ts';
import { tablesOf } from './tables.ts';

const folder = '/live_response/containers';
const written = /^(docker|podman)_container_logs_(\w{1,128})\.txt$/;
const histories = /\/Linux\.Sys\.BashHistory\.(?:json|csv)$/i;
const mostContainers = 200;
const mostBytes = 1024 * 1024;
const mostHistories = 200;

export const collectedTexts: Probe<never> = defineProbe({
  id: 'collected-texts',
  title: 'what containers wrote, and histories of shells, as a collector kept them',
  emits: [],
  platform: 'linux',
  *probe(machine) {
    yield* containersIn(machine);
    for (const { path } of tablesOf(machine).all) if (histories.test(path)) yield* historiesIn(machine, path);
  },
});

/** Named as the command that shows them: no file of the machine is meant. */
function* containersIn({ collected }: Machine): Iterable<Told<never>> {
  const names = (collected?.list(folder) ?? []).map(({ name }) => name).filter((name) => written.test(name));
  for (const name of names.slice(0, mostContainers)) {
    const read = collected?.read(`${folder}/${name}`, mostBytes);
    const [, runtime, id] = written.exec(name) ?? [];
    if (read === undefined || read.bytes.length === 0) continue;
    yield { examine: `${runtime} logs ${id}`, bytes: read.bytes };
    if (!read.whole)
      yield { gap: { code: 'limit-bytes', what: 'only its first megabyte is examined', path: `${folder}/${name}` } };
  }
  const left = names.length - mostContainers;
  if (left > 0)
    yield { gap: { code: 'limit-count', what: `what ${left} more containers wrote is not examined`, path: folder } };
}

function* historiesIn({ collected, tree }: Machine, path: string): Iterable<Told<never>> {
  const lines = new Map<string, string[]>();
  let left = 0;
  if (collected === undefined) return;
  const { bad, cut } = forRows(collected, path, (row) => {
    const [place, line] = [textAt(row, 'OSPath'), textAt(row, 'Line') ?? ''];
    if (!place?.startsWith('/')) return false;
    const before = lines.get(place);
    if (before) before.push(line);
    else if (lines.size < mostHistories) lines.set(place, [line]);
    else left++;
    return true;
  });
  // Where the history itself was copied, it is examined.
  for (const [place, all] of lines)
    if (tree.follow(place) === undefined)
      yield { examine: place, bytes: new TextEncoder().encode(`${all.join('\n')}\n`) };
  if (lines.size > 0) yield { looked: { at: 'listed histories', count: lines.size } };
  if (bad > 0) yield { gap: { code: 'malformed', what: badRows(bad, 'histories'), path } };
  if (cut || left > 0) yield { gap: { code: 'limit-count', what: 'more lines of histories are not read', path } };
}
