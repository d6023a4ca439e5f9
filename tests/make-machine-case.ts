/** Cases of a machine: each observation stands in the file or process folder that it is about. */
import type { ArtifactKind } from '../src/model/artifact.ts';
import type { Case } from '../src/model/case.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Report } from '../src/model/report.ts';
import type { Expected } from './fixture.ts';
import type { Claimed } from './make-log-case.ts';

export type OnMachine = Expected & {
  /** A path on the machine. */
  readonly in: string;
  readonly line?: number;
};

/** `executable` where absent; processes by their place. */
export type Kinds = Readonly<Record<string, ArtifactKind>>;

export function sha256Of(path: string): string {
  const sum = [...path].reduce((hash, character) => (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7);
  return sum.toString(16).padStart(8, '0').repeat(8);
}

export function makeMachineCase(
  seen: readonly OnMachine[],
  claims: readonly Claimed[],
  kinds: Kinds = {},
  form: 'running' | 'disk' = 'running',
): Case {
  const machine: OnMachine = {
    in: '/',
    kind: 'machine',
    value: { form, name: 'web01', system: 'Debian GNU/Linux 12 (bookworm)', asRoot: true, looked: [] },
  };
  const all = [machine, ...seen];
  const paths = [...new Set(all.map((one) => one.in))];
  const observations = all.map(({ kind, value, in: path, line }, i): Observation => {
    const at = { artifact: `a${paths.indexOf(path) + 1}`, ...(line === undefined ? {} : { line }) };
    // A case states only the fields that matter to its test. The machine is o0, so that claims count from 1.
    return { id: `o${i === 0 ? all.length : i}`, kind, value, at, via: [], by: 'fixture' } as Observation;
  });
  const findings = claims.map(({ detector, stage, over, title = 'a finding', confidence = 'moderate' }, i): Finding => {
    const because = { all: over.map((at) => ({ saw: `o${at + 1}` })) };
    return { id: `f${i + 1}`, detector, stage, title, techniques: [], confidence, because, couldBe: ['x'] };
  });
  const artifacts = paths.map((name, i) => ({
    id: `a${i + 1}`,
    name,
    kind: kinds[name] ?? kindOf(name),
    size: 1,
    sha256: sha256Of(name),
  }));
  return { artifacts, observations, findings };
}

function kindOf(path: string): ArtifactKind {
  if (path === '/') return 'machine';
  return path.startsWith('/proc/') ? 'process' : 'executable';
}

/** A report of that case, as an earlier run would have made it. */
export function reportOf(evidence: Case, answers: Report['answers'], generatedAt = '2026-11-20T12:00:00.000Z'): Report {
  return {
    schema: 1,
    tool: { name: 'davylamp', version: '0.0.0' },
    generatedAt,
    inputs: ['/'],
    verdict: { stage: evidence.findings[0]?.stage ?? 'none', consent: 'unknown' },
    artifacts: [...evidence.artifacts],
    observations: [...evidence.observations],
    findings: [...evidence.findings],
    answers,
    gaps: [],
    stats: { bytes: 1, files: 1, seconds: 1 },
  };
}
