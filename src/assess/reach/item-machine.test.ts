import { describe, expect, test } from 'vitest';
import { cronEntry, incident } from '../../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine } from '../../../tests/make-machine-case.ts';
import type { Case } from '../../model/case.ts';
import { reachItems } from './items.ts';

const rebuild = (evidence: Case) => (reachItems(evidence) ?? []).find(({ what }) => what === 'machine');

describe('the advice to build the machine anew', () => {
  test('is given where root fetched the miner and ran what came', () => {
    expect(rebuild(incident())?.says).toContain('runs as root');
    expect(rebuild(incident())?.place).toBe('the machine web01');
  });

  test('is not given where all of it belongs to an account without rights', () => {
    expect(rebuild(incident([cronEntry]))).toBeUndefined();
  });

  test('is not given for a unit in the open that an owner has run as root', () => {
    const unit: OnMachine = {
      in: '/etc/systemd/system/xmrig.service',
      kind: 'autostart',
      value: {
        mechanism: 'systemd',
        place: '/etc/systemd/system/xmrig.service',
        starts: '/opt/xmrig/xmrig',
        programs: ['/opt/xmrig/xmrig'],
        user: 'root',
        mines: true,
        why: ['mines'],
      },
    };
    const evidence = makeMachineCase([unit], [{ detector: 'fixture', stage: 'capability', over: [0] }]);
    expect(reachItems(evidence)).toHaveLength(1);
    expect(rebuild(evidence)).toBeUndefined();
  });
});
