/**
 * Cases whose true answer is known because we made them up. Each says what happened, what an honest tool may say of the
 * evidence, and why. They test that the engine and its tables are consistent and modest, not that the tables are true.
 */
import type { Artifact } from '../../src/model/artifact.ts';
import type { Case } from '../../src/model/case.ts';
import type { Finding, Stage } from '../../src/model/finding.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Expected } from '../fixture.ts';

/** One observation and the artifact it stands in, whose kind its name tells. */
export interface Piece {
  readonly seen: Expected;
  /** `sample.exe` if absent. */
  readonly at?: string;
}

export const themes = [
  'true origin',
  'planted strings',
  'planted wallet',
  'copied kit',
  'shared hosting',
  'consent',
  'too little',
] as const;
type Theme = (typeof themes)[number];

export interface Scenario {
  readonly name: string;
  readonly theme: Theme;
  readonly question: 'what' | 'money' | 'entry' | 'who';
  /** The highest finding; absent: none. */
  readonly stage?: Stage;
  /** The reading that is true. */
  readonly truth: string;
  /** An honest analyst could tell the truth from this evidence. Where not, saying so is the right answer. */
  readonly tellable: boolean;
  /** Why that is so: checked by hand. */
  readonly because: string;
  readonly pieces: readonly Piece[];
  /** A variant of the scenario may lack these. */
  readonly extras?: readonly Piece[];
  /** The one reading that planted or shared things speak for; it must never lead, however weakly. */
  readonly decoy?: string;
}

export function caseOf({ stage }: Pick<Scenario, 'stage'>, pieces: readonly Piece[]): Case {
  const names = [...new Set(pieces.map(({ at }) => at ?? 'sample.exe'))];
  const artifacts = names.map((name, i): Artifact => ({ id: `a${i + 1}`, name, kind: kindOf(name), size: 4096 }));
  const observations = pieces.map(({ seen, at }, i): Observation => {
    const place = { artifact: `a${names.indexOf(at ?? 'sample.exe') + 1}`, offset: i };
    // A scenario states only the fields that matter to the question.
    return { id: `o${i + 1}`, ...seen, at: place, via: [], by: 'scenario' } as Observation;
  });
  return { artifacts, observations, findings: stage === undefined ? [] : [findingOf(stage, observations)] };
}

function kindOf(name: string): Artifact['kind'] {
  if (name.endsWith('.pcap')) return 'capture';
  return name.endsWith('.log') ? 'log' : 'data';
}

/** Rests on what Davylamp saw itself: an analyst's facts are no finding. */
function findingOf(stage: Stage, observations: readonly Observation[]): Finding {
  const own = observations.filter(({ value }) => !('provenance' in value));
  return {
    id: 'f1',
    detector: 'scenario',
    stage,
    title: 'a finding',
    techniques: [],
    confidence: 'high',
    because: { all: own.map(({ id }) => ({ saw: id })) },
    couldBe: ['something else'],
  };
}
