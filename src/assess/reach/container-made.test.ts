import { describe, expect, test } from 'vitest';
import { makeMachineCase, type OnMachine } from '../../../tests/make-machine-case.ts';
import type { Case } from '../../model/case.ts';
import { gone } from '../gone.ts';
import { reachItems } from './items.ts';

const file = '/home/ann/rig/docker-compose.yml';
const described: OnMachine = {
  in: file,
  kind: 'container',
  value: {
    runtime: 'docker',
    id: 'rig/miner',
    name: 'miner',
    image: 'metal3d/xmrig',
    state: 'described, perhaps never started',
    owner: 'compose project rig',
    mines: true,
    why: ['mines', 'miner-image'],
  },
};
const config: OnMachine = {
  in: file,
  kind: 'mining-config',
  value: { pools: [{ host: 'pool.example.com', login: 'x' }], source: 'argv' },
};
const made: OnMachine = {
  in: '/var/lib/docker/containers/5c1f/config.v2.json',
  kind: 'container',
  value: { ...described.value, id: '5c1f', state: 'running' },
} as OnMachine; // of the same kind

function caseOf(...seen: readonly OnMachine[]): Case {
  const claims = [{ detector: 'container-miner', stage: 'configured', over: seen.map((_, i) => i) }] as const;
  return makeMachineCase(seen, claims, { [file]: 'text' });
}
const proofs = (evidence: Case): string[] =>
  (reachItems(evidence) ?? []).map(({ what, place, proof }) => `${what} ${place}: ${proof}`);

describe('a container that a file only describes', () => {
  test('is likely, and so is the file: nothing shows that it was ever started', () => {
    expect(proofs(caseOf(described, config))).toEqual([
      'container docker container miner: likely',
      `file ${file}: likely`,
    ]);
    const [container] = reachItems(caseOf(described, config)) ?? [];
    expect(container?.removal).toEqual([{ do: 'by-hand', says: expect.stringContaining(`Ask who put ${file} there`) }]);
  });

  test('starts nothing again', () => {
    expect(gone.assess(caseOf(described, config)).says).not.toContain('entry starts it again');
  });

  test('is shown once it was made, and its file is for an editor, as other services may stand in it', () => {
    const items = reachItems(caseOf(described, config, made)) ?? [];
    expect(proofs(caseOf(described, config, made))).toEqual([
      'container docker container miner: shown',
      `file ${file}: shown`,
    ]);
    expect(items.flatMap(({ removal }) => removal.map((step) => step.do))).toEqual(['by-hand', 'by-hand']);
  });
});

test('the record that a runtime keeps of a container goes with it, and is no file to move away', () => {
  const bundle = '/run/containerd/io.containerd.runtime.v2.task/k8s.io/ad9c/config.json';
  const value = {
    ...made.value,
    runtime: 'containerd',
    name: 'kube-controler',
    owner: 'Pod/kube-controler-x1',
    namespace: 'kube-system',
  };
  const running = { in: bundle, kind: 'container', value } as OnMachine; // of the same kind
  const [item, ...others] = reachItems(caseOf(running, { ...config, in: bundle })) ?? [];
  expect(others).toEqual([]);
  // The node knows the pod alone: what owns it makes it again.
  expect(item?.removal).toEqual([
    { do: 'by-hand', says: expect.stringContaining('ownerReferences') },
    { do: 'delete-resource', kind: 'Pod', name: 'kube-controler-x1', namespace: 'kube-system' },
  ]);
});
