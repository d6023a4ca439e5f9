import { describe, expect, test } from 'vitest';
import { trace } from '../../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine, sha256Of } from '../../../tests/make-machine-case.ts';
import type { ReachItem } from '../../model/answer.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { reachItems } from './items.ts';

const hidden = '/root/.configrc7';
const miner = `${hidden}/a/kswapd00`;
const binary: OnMachine = {
  in: miner,
  kind: 'mining-config',
  value: { pools: [{ host: 'pool.example.com', port: 3333, login: 'x' }], source: 'binary' },
};

function line(entry: string, programs: string[], more: Partial<Autostart> = {}): OnMachine {
  const place = '/var/spool/cron/crontabs/root';
  return {
    in: place,
    kind: 'autostart',
    line: 1,
    value: {
      mechanism: 'cron',
      place,
      entry,
      starts: entry.replace(/^(?:@reboot|(?:\S+ ){5})\s*/, ''),
      programs,
      user: 'root',
      modified: '2026-11-19T03:13:00.000Z',
      hash: sha256Of(entry),
      why: [],
      ...more,
    },
  };
}

/** A miner in a hidden folder, and what else stands on the machine. */
function itemsOf(...more: readonly OnMachine[]): readonly ReachItem[] {
  const parts = [binary, trace(miner, { why: ['hidden'], owner: 'root' }), ...more];
  const tells = (part: OnMachine): boolean =>
    part.kind === 'mining-config' ||
    part.kind === 'download' ||
    (part.kind === 'autostart' && part.value.mines === true);
  const told = parts.flatMap((part, at) => (tells(part) ? [at] : []));
  return reachItems(makeMachineCase(parts, [{ detector: 'fixture', stage: 'configured', over: told }])) ?? [];
}

function proofOf(place: string, items: readonly ReachItem[]): string | undefined {
  return items.find((item) => item.place === place)?.proof;
}

const crontab = '/var/spool/cron/crontabs/root';

describe('an entry that starts something', () => {
  test('is not set up by a script because its own file says so', () => {
    const entry = '0 4 * * * /home/deploy/bin/backup-uploads.sh';
    const asScript: OnMachine = {
      in: crontab,
      kind: 'persistence',
      value: { mechanism: 'cron', command: entry, starts: '/home/deploy/bin/backup-uploads.sh' },
    };
    const items = itemsOf(line(entry, ['/home/deploy/bin/backup-uploads.sh']), asScript);
    expect(proofOf(crontab, items)).not.toBe('shown');
  });

  test('is not the miner’s because some script or other sets it up', () => {
    const entry = '0 4 * * * /usr/local/bin/backup.sh';
    const setUp: OnMachine = {
      in: '/usr/local/sbin/install-backup.sh',
      kind: 'persistence',
      value: { mechanism: 'cron', command: `echo "${entry}" | crontab -` },
    };
    expect(proofOf(crontab, itemsOf(line(entry, ['/usr/local/bin/backup.sh']), setUp))).not.toBe('shown');
  });

  test('is the miner’s where a script of the miner sets it up', () => {
    const entry = '0 4 * * * /usr/local/bin/backup.sh';
    const setUp: OnMachine = {
      in: miner,
      kind: 'persistence',
      value: { mechanism: 'cron', command: `echo "${entry}" | crontab -` },
    };
    expect(proofOf(crontab, itemsOf(line(entry, ['/usr/local/bin/backup.sh']), setUp))).toBe('shown');
  });

  test('is the miner’s where it starts what came with the miner into a hidden folder of its own', () => {
    const upd = `${hidden}/b/sync`;
    const items = itemsOf(
      line(`5 8 * * 0 ${upd}>/dev/null 2>&1`, [upd], { why: ['from-hidden-folder'] }),
      trace(upd, { form: 'script', why: ['hidden'], owner: 'root' }),
    );
    expect(items.find(({ place }) => place === crontab)).toMatchObject({
      proof: 'shown',
      removal: [{ do: 'delete-line' }],
    });
    expect(proofOf(upd, items)).toBe('shown');
  });

  test('is for a person to look at where what it starts stood in that folder long before', () => {
    const old = `${hidden}/bin/tool`;
    const items = itemsOf(
      line(`5 8 * * 0 ${old}`, [old], { why: ['from-hidden-folder'] }),
      trace(old, { why: ['hidden'], owner: 'root', modified: '2025-01-01T00:00:00Z', changed: '2025-01-01T00:00:00Z' }),
    );
    expect(proofOf(crontab, items)).toBe('likely');
    expect(proofOf(old, items)).not.toBe('shown');
  });

  test('is the miner’s where it copies the miner and starts the copy', () => {
    const copy = '/home/app/.bprofiler';
    const entry = `cp -f -r -- ${miner} ${copy} 2>/dev/null && ${copy} -c`;
    const items = itemsOf(line(`@reboot ${entry}`, ['/usr/bin/cp', copy]));
    expect(proofOf(crontab, items)).toBe('shown');
  });

  test.each([
    [['program-missing', 'recent', 'outlives-removal'], undefined],
    [['from-hidden-folder', 'recent'], 'likely'],
  ] as const)('in a list that a process manager writes anew, is not told by the time alone: %s', (why, proof) => {
    const place = '/home/deploy/.pm2/dump.pm2';
    const shop = line('next start -p 3000', ['/home/deploy/shop/next'], {
      mechanism: 'process-manager',
      place,
      why: [...why],
    });
    expect(proofOf(place, itemsOf({ ...shop, in: place }))).toBe(proof);
  });

  test('is not the miner’s where it ends the miner, or copies it for the evidence', () => {
    for (const command of [`rm -f ${miner}`, `pkill -f ${miner}`, `cp ${miner} /srv/evidence/`])
      expect(proofOf(crontab, itemsOf(line(`@reboot ${command}`, [])))).not.toBe('shown');
  });
});

describe('what an entry of the miner starts', () => {
  const download: OnMachine = {
    in: miner,
    kind: 'download',
    value: { url: 'http://drop.example/kinsing', target: '/etc/kinsing', tool: 'curl', runs: true },
  };
  const examined: OnMachine = {
    in: '/etc/kinsing',
    kind: 'build-trace',
    value: { trace: 'linking', text: 'static' },
  } as OnMachine; // as much as the test needs
  const unit: OnMachine = {
    in: '/etc/systemd/system/bot.service',
    kind: 'autostart',
    value: {
      mechanism: 'systemd',
      place: '/etc/systemd/system/bot.service',
      name: 'bot.service',
      starts: '/etc/kinsing',
      programs: ['/etc/kinsing'],
      mines: true,
      why: ['mines'],
    },
  };

  test('goes with it, where a script of the miner put it there', () => {
    const item = itemsOf(download, unit, examined).find(({ place }) => place === '/etc/kinsing');
    expect(item?.proof).toBe('shown');
    expect(item?.removal).toEqual([{ do: 'delete-file', path: '/etc/kinsing', sha256: sha256Of('/etc/kinsing') }]);
  });

  test('is for a person to look at among the programs of the system, where no package is known', () => {
    const ps = '/usr/bin/ps';
    const own = { ...unit, value: { ...unit.value, starts: ps, programs: [ps] } } as OnMachine; // the same unit
    const items = reachItems(
      makeMachineCase(
        [binary, trace(miner), own, trace(ps, { packaged: 'unknown', why: [] })],
        [{ detector: 'fixture', stage: 'configured', over: [0, 2] }],
      ),
    );
    expect(proofOf(ps, items ?? [])).not.toBe('shown');
  });

  test('goes with it, each script of a chain that came into the miner’s own folder', () => {
    const upd = `${hidden}/a/upd`;
    const items = itemsOf(
      line(`1 1 */2 * * ${upd}`, [upd, miner], { why: ['from-hidden-folder'] }),
      trace(upd, { form: 'script', why: ['hidden'], owner: 'root' }),
    );
    expect(proofOf(upd, items)).toBe('shown');
  });

  test('is nobody’s where the entry starts several things', () => {
    const two = line(`@reboot /opt/app/start.sh; ${miner}`, ['/opt/app/start.sh', miner]);
    const items = itemsOf(two, trace('/opt/app/start.sh', { why: [] }));
    expect(proofOf('/opt/app/start.sh', items)).not.toBe('shown');
  });
});
