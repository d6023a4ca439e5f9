/** What `npm run demo` must say of the 2018 case (examples/2018-installer). */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { scan } from '../src/engine/node/scan.ts';
import type { Observation, ObservationKind } from '../src/model/observation.ts';
import { type Report, reportSchema } from '../src/model/report.ts';
import { renderText } from '../src/report/text.ts';

let report: Report;
beforeAll(async () => {
  report = await scan(['examples/2018-installer'], { now: () => new Date('2026-11-23T00:00:00Z') });
});

/** What was seen of a kind in the installer itself, not in the files that tell of it. */
function inInstaller<K extends ObservationKind>(kind: K): Observation<K>['value'][] {
  const inside = new Set(report.artifacts.filter((a) => a.name.endsWith('.hex!hex')).map((a) => a.id));
  // The filter leaves kind K alone; TypeScript does not follow that through the union.
  const seen = report.observations.filter(({ kind: its, at }) => its === kind && inside.has(at.artifact));
  return (seen as Observation<K>[]).map(({ value }) => value);
}

test('the report is valid, without a gap, and says configured', () => {
  expect(reportSchema.safeParse(report).error?.issues ?? []).toEqual([]);
  expect(report.gaps).toEqual([]);
  expect(report.verdict).toEqual({ stage: 'configured', consent: 'unknown' });
  expect(report.findings.filter((finding) => finding.stage !== 'mention')).toHaveLength(1);
});

test('the pool, its password and its zone', () => {
  const [config] = inInstaller('mining-config');
  expect(config?.pools).toMatchObject([{ host: 'barjuok.ryongnamsan.edu.kp', port: 5615, password: 'KJU' }]);
  expect(inInstaller('network-name')).toMatchObject([{ name: 'barjuok.ryongnamsan.edu.kp', zone: '.kp' }]);
});

test('the wallet, decoded and folded, is a custodial account', () => {
  expect(inInstaller('wallet')).toMatchObject([
    {
      coin: 'monero',
      type: 'integrated',
      checksumValid: true,
      paymentId: '4464313cf611b3b8',
      base: '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn',
      known: 'custodial',
    },
  ]);
});

test('each build trace says how it can be forged', () => {
  const traces = inInstaller('build-trace');
  const said = traces.map(({ trace, text }) => `${trace} ${text}`);
  expect(said).toContain('compile-time 2017-12-24T00:00:00Z');
  expect(said).toContain('type-library-id 82e999fb-a6e0-4094-aa1f-1a306069d1a5');
  expect(said.some((line) => line.startsWith('pdb-path C:\\Users\\Jawhar\\documents\\'))).toBe(true);
  for (const { forgeable } of traces) expect(forgeable).not.toBe('');
});

test('nobody is named on strings alone', () => {
  const who = report.answers.find((answer) => answer.question === 'who');
  expect(who?.says).toMatch(/^Not enough evidence/);
  expect(who?.confidence).toBe('low');
});

test('the README shows what the command prints', () => {
  const printed = new Set(renderText(report).split('\n'));
  const readme = readFileSync('README.md', 'utf8');
  const shown = /```\n(CONFIGURED[\s\S]*?)\n```/.exec(readme)?.[1]?.split('\n') ?? [];
  expect(shown.length).toBeGreaterThan(40);
  expect(shown.filter((line) => line.trim() !== '…' && !printed.has(line))).toEqual([]);
});
