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
