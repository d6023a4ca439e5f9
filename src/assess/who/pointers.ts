/**
 * Indicators that point somewhere: names, wording, provocation. Whoever writes a file can type them, so a forger's
 * favourite tool moves next to nothing here; records of the name itself are another matter.
 */
import type { Case } from '../../model/case.ts';
import { plainName } from '../../model/endpoint.ts';
import type { Observation } from '../../model/observation.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { ofKind } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { listed } from '../words.ts';
import type { WhoReading } from './reading.ts';

export const pointers: readonly Indicator<WhoReading>[] = [
  {
    id: 'pointer-in-strings',
    says: 'A name, a zone or a password in the files points at an organisation or a country',
    likelihood: { state: 10, insider: 25, hobbyist: 15, prank: 60, criminal: 5, owner: 10 },
    why: 'whoever wants to mislead writes such a name down; who has something to hide leaves it out; who works there may use what is at hand',
    forgeability: 'cheap',
    sees: namedInZones,
  },
  {
    id: 'provocative-string',
    says: 'A password or a name begs to be noticed',
    likelihood: { state: 2, insider: 6, hobbyist: 10, prank: 50, criminal: 3, owner: 3 },
    why: 'a joke or a false flag lives on being read; everyone else gains nothing by it',
    forgeability: 'cheap',
  },
  {
    id: 'language-elsewhere',
    says: 'The wording is in a language of another country than the one pointed at',
    likelihood: { state: 5, insider: 12, hobbyist: 25, prank: 25, criminal: 25, owner: 10 },
    why: 'fits authors who are not where the pointer says, foreign students among them; wording is easy to borrow',
    forgeability: 'cheap',
  },
  {
    id: 'author-elsewhere',
    says: 'Related files lead to an author in another place than the one pointed at',
    likelihood: { state: 4, insider: 8, hobbyist: 30, prank: 30, criminal: 35, owner: 6 },
    why: 'speaks against those who would have to be at the place pointed at; it takes a machine or a proxy to stage',
    forgeability: 'moderate',
    ask: otherSamples,
  },
  {
    id: 'pointer-name-resolves',
    says: 'The name that points somewhere was in use: it resolved',
    likelihood: { state: 25, insider: 35, hobbyist: 20, prank: 15, criminal: 6, owner: 30 },
    why: 'whoever runs the zone had a part in it, unless a name that existed was borrowed, as a prankster would',
    forgeability: 'dear',
    sees: (evidence) => resolutions(evidence, (type) => type === 'A' || type === 'AAAA' || type === 'CNAME'),
    ask: passiveDns,
  },
  {
    id: 'pointer-name-did-not-resolve',
    says: 'The name that points somewhere did not resolve',
    likelihood: { state: 20, insider: 18, hobbyist: 22, prank: 40, criminal: 12, owner: 12 },
    why: 'fits a closed network, a name given up, a test, and most of all a name that was made up',
    forgeability: 'dear',
    sees: (evidence) => resolutions(evidence, (type) => type === 'none'),
    ask: passiveDns,
  },
];

/** Zones that hide who runs a name point at nobody. */
const hiding: ReadonlySet<string> = new Set(['.onion', '.i2p']);

/** The names that point at somebody. */
export function pointingNames(evidence: Case): Observation<'network-name'>[] {
  return ofKind(evidence, 'network-name').filter(({ value }) => !hiding.has(value.zone ?? ''));
}

function* namedInZones(evidence: Case): Generator<Sight> {
  const [first, ...others] = pointingNames(evidence);
  if (first === undefined) return;
  const names = listedNames([first, ...others].map(({ value }) => value.name));
  yield { observation: first, with: others, says: `Whoever runs the zone of ${names} is pointed at by a string` };
}

function* resolutions(evidence: Case, fits: (type: string) => boolean): Generator<Sight> {
  const named = new Map(pointingNames(evidence).map((seen) => [plainName(seen.value.name), seen]));
  for (const row of ofKind(evidence, 'name-resolution')) {
    const pointer = named.get(plainName(row.value.name));
    if (pointer && fits(row.value.type)) yield { observation: row, with: [pointer], provenance: row.value.provenance };
  }
}

function passiveDns(evidence: Case): string | undefined {
  const names = pointingNames(evidence).map(({ value }) => value.name);
  if (names.length === 0) return undefined;
  return `Look up ${listedNames(names, 2)} in passive DNS: whether it ever resolved, when, and to what.`;
}

/** One project gives all its builds the same type library id. */
export function otherSamples(evidence: Case): string | undefined {
  const ids = ofKind(evidence, 'build-trace').flatMap(({ value }) =>
    value.trace === 'type-library-id' ? value.text : [],
  );
  if (ids.length === 0) return undefined;
  return `Search sample collections for other files with the type library id ${listed(ids, 2)}: what else that project made, and who uploaded it first.`;
}
