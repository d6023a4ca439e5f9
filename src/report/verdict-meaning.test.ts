import { expect, it } from 'vitest';
import type { Expected } from '../../tests/fixture.ts';
import { makeCase, session } from '../../tests/make-case.ts';
import type { Report, VerdictStage } from '../model/report.ts';
import { verdictMeaning } from './verdict-meaning.ts';

function reportOf(
  stage: VerdictStage & ('mention' | 'configured' | 'active'),
  ...seen: Parameters<typeof makeCase>[1]
): Report {
  return {
    schema: 1,
    tool: { name: 'davylamp', version: '0' },
    generatedAt: '2026-01-01T00:00:00.000Z',
    inputs: ['a'],
    verdict: { stage, consent: 'unknown' },
    ...makeCase(stage, seen),
    artifacts: [...makeCase(stage, seen).artifacts],
    observations: [...makeCase(stage, seen).observations],
    findings: [...makeCase(stage, seen).findings],
    answers: [],
    gaps: [],
    stats: { bytes: 1, files: 1, seconds: 1 },
  };
}

const flow = {
  kind: 'flow-cadence',
  value: { client: '192.0.2.1:4000', server: '198.51.100.7:443', transport: 'tcp', sensor: 'capture' },
} as const;

it('says that traffic which was not read was not read', () => {
  expect(verdictMeaning(reportOf('configured', flow))).toContain('was not read');
  expect(verdictMeaning(reportOf('active', flow))).toContain('was not read');
});

it('keeps the words of the ladder where anything was read', () => {
  expect(verdictMeaning(reportOf('active', flow, session))).toBe('Mining. A miner was seen at work.');
});

it('leaves to another tool what only that tool says', () => {
  const alarm = {
    kind: 'sensor-alert',
    value: { sensor: 'suricata', signature: 'ET COINMINER', client: '192.0.2.1' },
  } as const;
  expect(verdictMeaning(reportOf('configured', alarm))).toContain('That is its claim');
  expect(verdictMeaning(reportOf('configured', alarm, flow))).toContain('What it said was not read');
  expect(verdictMeaning(reportOf('mention', alarm))).toContain('Nothing shows that anything mines');
});

it('says of what only a machine shows that nothing mines', () => {
  const door: Expected = { kind: 'autostart', value: { mechanism: 'account', place: '/etc/passwd', why: ['lets-in'] } };
  expect(verdictMeaning(reportOf('mention', door))).toContain('Nothing here mines');
  expect(verdictMeaning(reportOf('mention', door))).not.toContain('Text here');
});

it('does not call a machine clean on which parts of an earlier report stand', () => {
  const item = { key: 'file:/tmp/x', place: '/tmp/x', says: 'it mines', state: 'still-there' } as const;
  const checks = { report: 'before.json', generatedAt: '2026-01-01T00:00:00.000Z' };
  const answer = { question: 'gone', says: 'No.', confidence: 'low' } as const;
  const report = reportOf('mention', flow);
  const clean: Report = { ...report, verdict: { stage: 'none', consent: 'unknown' }, findings: [] };
  expect(verdictMeaning(clean)).toBe('No sign of mining.');
  const checked = {
    ...clean,
    answers: [{ ...answer, hypotheses: [], next: [], checks: { ...checks, items: [item] } }],
  };
  expect(verdictMeaning(checked)).toContain('parts of what the earlier report lists are there');
});

it('says that a miner starts by itself where nobody knows for whom', () => {
  const unit: Expected = { kind: 'autostart', value: { mechanism: 'systemd', place: '/etc/x.service', why: [] } };
  const claim = (detector: string, confidence: 'high' | 'low') => {
    const report = reportOf('mention', unit);
    const findings = report.findings.map((one) => ({ ...one, detector, confidence, stage: 'capability' as const }));
    return verdictMeaning({ ...report, findings, verdict: { stage: 'capability', consent: 'unknown' } });
  };
  expect(claim('miner-autostart', 'high')).toMatch(/^A miner is set to start by itself here\. No account/);
  expect(claim('miner-autostart', 'low')).toMatch(/^Code here can mine\./);
  expect(claim('miner-binary', 'high')).toMatch(/^Code here can mine\./);
});
