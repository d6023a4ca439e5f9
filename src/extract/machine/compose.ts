/**
 * Compose files anywhere on the machine: services that mine, or fetch and start a program. Ordinary ones are not told,
 * as every project has some; what was started from them, Docker tells.
 * Source: the compose specification (default names of its file).
 */
import { composeServices } from '../../codec/container-state/compose.ts';
import { readBlockYaml } from '../../codec/kubernetes-objects/block-yaml.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { toldContainer } from '../cluster/container-told.ts';
import { leftOut } from './knowledge/folder-files.ts';

const mostFiles = 2000;
/** Bytes; none that a person writes is longer. */
const mostBytes = 256 * 1024;

export const compose: Probe<'container' | 'mining-config'> = defineProbe({
  id: 'compose',
  title: 'compose files',
  emits: ['container', 'mining-config'],
  platform: 'linux',
  wishes: [
    {
      names: [
        'docker-compose.yml',
        'docker-compose.yaml',
        'compose.yml',
        'compose.yaml',
        'docker-compose.override.yml',
      ],
    },
  ],
  *probe(machine, { paths, left }) {
    for (const path of paths.slice(0, mostFiles)) yield* toldFile(machine, path);
    const more = left + Math.max(0, paths.length - mostFiles);
    yield* leftOut(more, 'compose files are not read', paths[0] ?? '/');
    if (paths.length > 0) yield { looked: { at: 'compose files', count: Math.min(paths.length, mostFiles) } };
  },
});

function* toldFile({ tree }: Machine, path: string): Iterable<Told<'container' | 'mining-config'>> {
  const project = path.split('/').at(-2) ?? '';
  const [file] = readBlockYaml(tree.text(path, mostBytes) ?? '').documents;
  const open = composeServices(file ?? null, project)
    .map(toldContainer)
    .filter((told) => told.open);
  for (const told of open) {
    yield { kind: 'container', value: told.value, path };
    if (told.config) yield { kind: 'mining-config', value: told.config, path };
  }
  if (open.length > 0) yield { examine: path };
}
