/**
 * Dumps of a cluster that lie on a machine or in a collection, under the names that `kubectl cluster-info dump` and
 * collectors give them: they are examined as dumps that are named on the command line.
 * Does not see: dumps under other names.
 */
import { defineProbe, type Probe } from '../../model/machine-units.ts';
import { kubernetesDump } from './kubernetes-dump.ts';

const kinds = [
  'pod',
  'deployment',
  'daemonset',
  'statefulset',
  'replicaset',
  'replication-controller',
  'job',
  'cronjob',
  'clusterrolebinding',
];
const names = kinds.flatMap((kind) => [`${kind}.json`, `${kind}s.json`, `${kind}s.yaml`, `${kind}s.yml`]);
const mostFiles = 500;

export const clusterDumps: Probe<never> = defineProbe({
  id: 'cluster-dumps',
  title: 'dumps of a cluster on a machine',
  emits: [],
  platform: 'any',
  wishes: [{ names }],
  *probe({ tree }, { paths, left }) {
    const more = left + Math.max(0, paths.length - mostFiles);
    if (more > 0)
      yield {
        gap: { code: 'limit-count', what: `${more} more dumps of a cluster are not read`, path: paths[0] ?? '/' },
      };
    for (const path of paths.slice(0, mostFiles)) {
      const head = tree.read(path, 4096)?.bytes;
      if (head && kubernetesDump.accepts(head, path)) yield { examine: path };
    }
  },
});
