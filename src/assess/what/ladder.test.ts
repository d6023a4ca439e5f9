import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { config2018, donationAddress, makeCase, session, traces2018, wallet2018 } from '../../../tests/make-case.ts';
import type { Artifact, ArtifactKind } from '../../model/artifact.ts';
import type { Case } from '../../model/case.ts';
import type { Stage } from '../../model/finding.ts';
import { amountsTo, what } from '../what.ts';
import { from, sessionWith } from '../who/cases.fixture.ts';

const told: readonly Expected[] = [
  { kind: 'mining-term', value: { term: 'xmrig', category: 'miner' } },
  { kind: 'mining-term', value: { term: 'stratum+tcp', category: 'protocol' } },
  wallet2018,
  { kind: 'coin-node', value: { protocol: 'bitcoin', client: '10.0.0.1:8333', server: '10.0.0.2:8333' } },
  ...traces2018,
];
const code: readonly Expected[] = [
  { kind: 'miner-code', value: { family: 'xmrig', form: 'executable', purpose: 'miner' } },
  { kind: 'miner-code', value: { family: 'monerod', form: 'executable', purpose: 'node-that-can-mine' } },
  { kind: 'miner-code', value: { family: 'xmrig', form: 'script', purpose: 'fetches-miner' } },
  { kind: 'download', value: { url: 'http://198.51.100.9/x', runs: true } },
];
const configs: readonly Expected[] = [
  config2018,
  {
    kind: 'mining-config',
    value: { source: 'json', pools: [{ host: 'pool.supportxmr.com', login: donationAddress }] },
  },
];

const named = sessionWith({ jobs: 0, submits: 0, accepted: 0 });
const atWork: readonly Expected[] = [
  session,
  sessionWith({ jobs: 3, submits: 0, accepted: 0 }),
  sessionWith({ jobs: 3, submits: 2, accepted: 0 }),
];

/** What a machine shows of itself, beside a finding of its stage. */
const standing: readonly Expected[] = [
  { kind: 'process', value: { pid: 7, name: 'k', programState: 'present', cores: 3.9, why: ['mines', 'busy'] } },
  { kind: 'autostart', value: { mechanism: 'cron', place: '/etc/cron.d/x', mines: true, why: ['mines'] } },
  { kind: 'container', value: { runtime: 'docker', id: '1a2b', mines: true, why: ['mines'] } },
  { kind: 'bad-release', value: { name: 'x', version: '1', ecosystem: 'npm', installed: true, mines: true } },
];

const byStage: Readonly<Record<Stage, { readonly leads: readonly Expected[]; readonly besides: readonly Expected[] }>> =
  {
    mention: { leads: told.slice(0, 4), besides: told },
    capability: { leads: [...code.slice(0, 3), ...standing], besides: [...told, ...code, ...standing] },
    configured: {
      leads: [...configs, named, ...standing.slice(0, 3)],
      besides: [...told, ...code, ...configs, named, ...standing],
    },
    active: { leads: [...atWork, ...standing.slice(0, 1)], besides: [...told, ...code, ...configs, ...standing] },
  };

const parents: readonly ArtifactKind[] = ['archive', 'capture', 'text'];

/** The case in a file of its own, or below another one. */
function within(evidence: Case, parent: ArtifactKind | undefined): Case {
  if (parent === undefined) return evidence;
  const above: Artifact = { id: 'a9', name: `above.${parent}`, kind: parent, size: 100 };
  return { ...evidence, artifacts: [...evidence.artifacts.map((one) => ({ ...one, parent: 'a9' })), above] };
}

describe('the weighing of what it is never contradicts the ladder', () => {
  for (const stage of ['mention', 'capability', 'configured', 'active'] as const)
    it(`at ${stage}, whatever else lies beside it and wherever it lies`, () => {
      const { leads, besides } = byStage[stage];
      const cases = fc
        .tuple(fc.constantFrom(...leads), fc.subarray([...besides]), fc.option(fc.constantFrom(...parents)))
        .map(([lead, others, parent]) => within(makeCase(stage, [lead, ...others]), parent ?? undefined));
      fc.assert(
        fc.property(cases, (evidence) => {
          const first = what.assess(evidence).hypotheses[0]?.id;
          expect(['unknown', ...amountsTo[stage]]).toContain(first);
        }),
        { numRuns: 300 },
      );
    });

  it('takes a configuration in its place for set up, and one in an archive for a copy that is kept', () => {
    const evidence = makeCase('configured', [config2018]);
    expect(what.assess(evidence).hypotheses[0]?.id).toBe('set');
    expect(what.assess(within(evidence, 'archive')).hypotheses[0]?.id).toBe('kept');
  });

  it('does not ask what starts a copy, nor why files with notes beside them are kept', () => {
    const notes: Expected = { kind: 'evidence-file', value: { items: 1, rejected: 0 } };
    const { next } = what.assess(within(makeCase('configured', [config2018, notes]), 'archive'));
    expect(next).toHaveLength(1);
    expect(next[0]).toMatch(/^To learn whether it ran/);
  });

  it('says so where an analyst’s evidence leads elsewhere, and leaves the verdict', () => {
    const seenRunning: Expected = {
      kind: 'fact',
      value: {
        item: 'top',
        says: 'The process was seen at work.',
        shows: ['what/seen-running'],
        provenance: from('the operator', 'A1', 'operator', 'none'),
      },
    };
    const answer = what.assess(makeCase('configured', [config2018, seenRunning]));
    expect(answer.says).toMatch(/^It is set to, and was not seen at it/);
    expect(answer.details?.join(' ')).toContain('a miner at work comes first');
  });
});
