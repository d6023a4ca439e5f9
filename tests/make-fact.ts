/** An analyst's items, for the assessors' fixtures. */
import type { Forgeability, Reliability } from '../src/model/provenance.ts';
import type { Expected } from './fixture.ts';

/** A fact that is marked with an indicator, of an origin of its own. */
export function fact(
  shows: string,
  says: string,
  origin: string,
  grade: {
    readonly reliability?: Reliability;
    readonly credibility?: number;
    readonly forgeability?: Forgeability;
  } = {},
): Expected {
  const { reliability = 'A', credibility = 1, forgeability = 'dear' } = grade;
  const provenance = { source: origin, reliability, credibility, tlp: 'clear' as const, origin, forgeability };
  return { kind: 'fact', value: { item: shows, says, shows: [shows], provenance } };
}

/** An earlier case. */
export function incident(says: string, reliability: Reliability, credibility: number): Expected {
  const provenance = { source: 'press', reliability, credibility, tlp: 'clear' as const, origin: 'press' };
  return {
    kind: 'incident',
    value: { item: 'incident', says, indicators: [], provenance: { ...provenance, forgeability: 'moderate' } },
  };
}
