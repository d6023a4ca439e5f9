/**
 * Names of miners among the programs that Windows noted as started: `Prefetch\NAME.EXE-HASH.pf`.
 * Source: https://github.com/libyal/libscca (names of prefetch files).
 * Does not see: what stands in the file (when, how often), miners under other names; servers seldom keep them.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { minerName } from '../../event/carried.ts';
import { leftOut } from '../knowledge/folder-files.ts';
import { placeIn, systemsOf } from './places.ts';

const mostFiles = 20_000;

export const windowsPrefetch: Probe<'mining-term'> = defineProbe({
  id: 'windows-prefetch',
  title: 'names of programs that Windows noted as started',
  emits: ['mining-term'],
  platform: 'windows',
  *probe(machine) {
    for (const system of systemsOf(machine)) {
      const folder = placeIn(machine, system, 'Windows/Prefetch');
      if (folder !== undefined) yield* toldFolder(machine, folder);
    }
  },
});

function* toldFolder({ tree }: Machine, folder: string): Iterable<Told<'mining-term'>> {
  const names = tree.list(folder).filter(({ name }) => /\.exe-[0-9a-f]{8}\.pf$/i.test(name));
  for (const { name } of names.slice(0, mostFiles)) {
    const path = `${folder}/${name}`;
    const program = minerName(name.slice(0, -'-01234567.pf'.length));
    if (program === undefined) continue;
    const modified = tree.stat(path)?.modified;
    yield {
      kind: 'mining-term',
      value: { term: program, category: 'miner' },
      path,
      ...(modified !== undefined && { time: modified }),
    };
  }
  yield* leftOut(names.length - mostFiles, 'prefetch files are not looked at', folder);
  if (names.length > 0) yield { looked: { at: 'prefetch files', count: Math.min(names.length, mostFiles) } };
}
