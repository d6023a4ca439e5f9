import { describe, expect, test } from 'vitest';
import { makeMachineCase, type OnMachine } from '../../../tests/make-machine-case.ts';
import { what } from '../what.ts';

const process = (pid: number, name: string): OnMachine => ({
  in: `/proc/${pid}`,
  kind: 'process',
  value: { pid, name, programState: 'present', cores: name === 'sh' ? 0 : 3.9, why: ['mines'] },
});

describe('what was seen at work', () => {
  test('is the miner, and not the shell that started it', () => {
    const seen = [process(6, 'sh'), process(7, 'kworkerds')];
    const claims = [{ detector: 'miner-running', stage: 'active', over: [1, 0] }] as const;
    const items = what.assess(makeMachineCase(seen, claims)).weighing?.items ?? [];
    const running = items.find(({ indicator }) => indicator === 'seen-running');
    expect(running).toMatchObject({ says: expect.stringContaining('Process 7 (kworkerds)'), observations: ['o2'] });
  });

  test('is not said of what only behaves like a miner', () => {
    const claims = [{ detector: 'miner-running', stage: 'capability', confidence: 'low', over: [0] }] as const;
    const items = what.assess(makeMachineCase([process(7, 'x')], claims)).weighing?.items ?? [];
    expect(items.map(({ indicator }) => indicator)).not.toContain('set-up-in-place');
  });
});

describe('what is set to mine', () => {
  test('is told by the name of its container, not by 64 digits', () => {
    const id = '9c388e2e5b31ad384b2c76a196406d4a102828519643fc938c857997cf1577bb';
    const config: OnMachine = {
      in: `/var/lib/docker/containers/${id}/config.v2.json`,
      value: { pools: [{ host: 'pool.example.com', login: 'x' }], source: 'argv' },
      kind: 'mining-config',
    };
    const container: OnMachine = {
      in: '/var/lib/docker',
      kind: 'container',
      value: { runtime: 'docker', id, name: 'kube_metrics', why: [] },
    };
    const other: OnMachine = { ...config, in: `/var/lib/docker/containers/${id}/${id}-json.log` };
    const claims = [{ detector: 'container-miner', stage: 'configured', over: [0, 1, 2] }] as const;
    expect(what.assess(makeMachineCase([config, other, container], claims)).says).toContain(
      'The container kube_metrics names the pool',
    );
  });

  test('is quoted in words, and not by a path that the kernel made up', () => {
    const config: OnMachine = {
      in: '/proc/7/cmdline',
      value: { pools: [{ host: 'pool.example.com', login: 'x' }], source: 'argv' },
      kind: 'mining-config',
    };
    const claims = [{ detector: 'miner-running', stage: 'configured', over: [0, 1] }] as const;
    const { says } = what.assess(makeMachineCase([process(7, 'x'), config], claims));
    expect(says).toContain('ran when the machine was looked at. The command line of process 7 names the pool');
    const disk = what.assess(makeMachineCase([process(7, 'x'), config], claims, {}, 'disk'));
    expect(disk.says).toContain('process 7 (x) ran when this copy was made.');
  });
});

describe('what can mine and names nobody', () => {
  const code: OnMachine = {
    in: '/etc/kinsing',
    kind: 'miner-code',
    value: { family: 'kinsing', form: 'executable', purpose: 'miner', traits: ['x'] },
  };
  const unit: OnMachine = {
    in: '/etc/systemd/system/bot.service',
    kind: 'autostart',
    value: { mechanism: 'systemd', place: '/etc/systemd/system/bot.service', name: 'bot.service', why: [] },
  };
  const says = (detector: string, confidence: 'high' | 'low'): string =>
    what.assess(makeMachineCase([unit, code], [{ detector, stage: 'capability', confidence, over: [0, 1] }])).says;

  test('is said to start by itself where something starts it, for an account that was not found', () => {
    expect(says('miner-autostart', 'high')).toMatch(
      /^It could, and it is set to start by itself here \(bot\.service\)\. Code here .*no account that it would mine for was found/,
    );
  });

  test('is not said to where nothing starts it, or only a service that was perhaps broken into', () => {
    expect(says('miner-binary', 'high')).toMatch(/^It could\. Code here/);
    expect(says('miner-autostart', 'low')).toMatch(/^It could\. Code here/);
  });
});

describe('what only talks of mining', () => {
  test('is no list of its words', () => {
    const term: OnMachine = { in: '/etc/x', kind: 'mining-term', value: { term: 'xmrig' } };
    const { says } = what.assess(makeMachineCase([term], [{ detector: 'x', stage: 'mention', over: [0] }]));
    expect(says).toContain('talks of mining (xmrig), the way rules, lists, pages and databases do.');
  });
});
