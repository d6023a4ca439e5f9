import { describe, expect, test } from 'vitest';
import { incident } from '../../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine } from '../../../tests/make-machine-case.ts';
import { openMiner } from '../../../tests/open-miner.ts';
import type { Case } from '../../model/case.ts';
import { who } from '../who.ts';

/** A miner that an administrator set up as any other service. */
function inTheOpen(...more: readonly OnMachine[]): Case {
  return makeMachineCase([...openMiner, ...more], [{ detector: 'miner-autostart', stage: 'configured', over: [0, 1] }]);
}

const history: OnMachine = {
  in: '/root/.bash_history',
  kind: 'log-action',
  value: { log: 'shell-history', action: 'service-installed', what: 'xmrig', command: 'systemctl enable --now xmrig' },
};

function owner(evidence: Case): number {
  return who.assess(evidence).hypotheses.find(({ id }) => id === 'owner')?.probability.mid ?? 0;
}

function indicators(evidence: Case): string[] {
  return who.assess(evidence).weighing?.items.map(({ indicator }) => indicator) ?? [];
}

describe('whether the owner wants it, by the machine', () => {
  test('a unit in the open speaks for the owner, and the history beside it more', () => {
    expect(indicators(inTheOpen())).toContain('set-up-in-the-open');
    expect(indicators(inTheOpen(history))).toContain('switched-on-by-hand');
    expect(owner(inTheOpen(history))).toBeGreaterThan(owner(incident()));
    expect(who.assess(inTheOpen()).next.join(' ')).toContain('Who wrote /etc/systemd/system/xmrig.service');
  });

  test('a library of the miner’s in every program hides it', () => {
    const preload: OnMachine = {
      in: '/etc/ld.so.preload',
      kind: 'autostart',
      value: {
        mechanism: 'ld-preload',
        place: '/etc/ld.so.preload',
        entry: '/opt/xmrig/xmrig',
        programs: ['/opt/xmrig/xmrig'],
        packaged: 'no',
        why: ['loads-into-everything'],
      },
    };
    expect(indicators(inTheOpen(preload))).toContain('hides-on-the-machine');
  });

  test('so does a name of the system’s; a name of its own does not', () => {
    const called = (program: string): Case =>
      makeMachineCase(
        [
          {
            in: program,
            kind: 'mining-config',
            value: { pools: [{ host: 'pool.example', port: 3333 }], source: 'binary' },
          },
          {
            in: '/etc/cron.d/x',
            kind: 'autostart',
            value: { mechanism: 'cron', place: '/etc/cron.d/x', programs: [program], packaged: 'no', why: [] },
          },
        ],
        [{ detector: 'miner-autostart', stage: 'configured', over: [0, 1] }],
      );
    expect(indicators(called('/srv/shop/php-fpm'))).toContain('hides-on-the-machine');
    expect(indicators(called('/srv/shop/xmrig'))).not.toContain('hides-on-the-machine');
  });

  test('one that hides speaks against it', () => {
    expect(indicators(incident())).toContain('hides-on-the-machine');
    expect(indicators(incident())).not.toContain('set-up-in-the-open');
  });
});
