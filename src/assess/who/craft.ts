/** Indicators of how it is made, and of how far it went. Lack of skill can be played; skill can be bought. */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { ofKind } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { imitatesSystem } from './hiding-name.ts';
import { otherSamples } from './pointers.ts';
import type { WhoReading } from './reading.ts';

export const craft: readonly Indicator<WhoReading>[] = [
  {
    id: 'debug-messages',
    says: 'Messages for testing were left in',
    likelihood: { state: 6, insider: 22, hobbyist: 40, prank: 20, criminal: 15, owner: 25 },
    why: 'who still tries it out prints such lines; who sends it to victims takes them out, mostly',
    forgeability: 'cheap',
  },
  {
    id: 'hiding-names',
    says: 'File names imitate those of the system',
    likelihood: { state: 35, insider: 25, hobbyist: 8, prank: 15, criminal: 45, owner: 2 },
    why: 'who mines on purpose has nothing to hide; a name alone is typed',
    forgeability: 'cheap',
    sees: hidingNames,
  },
  {
    id: 'amateur-craft',
    says: 'It is made without much skill',
    likelihood: { state: 4, insider: 25, hobbyist: 45, prank: 25, criminal: 25, owner: 25 },
    why: 'beginners make such things, and so do many criminals; a group with means would not, unless it plays',
    forgeability: 'moderate',
  },
  {
    id: 'skilled-craft',
    says: 'It is made with skill that few have',
    likelihood: { state: 45, insider: 8, hobbyist: 5, prank: 8, criminal: 18, owner: 8 },
    why: 'skill cannot be played, but a kit that holds it can be bought',
    forgeability: 'dear',
  },
  {
    id: 'reused-parts',
    says: 'Its parts are those of a public kit, a builder or another project',
    likelihood: { state: 15, insider: 25, hobbyist: 35, prank: 25, criminal: 50, owner: 25 },
    why: 'ready-made parts are how most miners come about, whoever spreads them; they say nothing of the parts’ author',
    forgeability: 'moderate',
    ask: otherSamples,
  },
  {
    id: 'no-known-victims',
    says: 'No victim is known',
    likelihood: { state: 20, insider: 30, hobbyist: 50, prank: 45, criminal: 18, owner: 50 },
    why: 'a test, a joke or one’s own machine has none; but few victims are ever made public',
    forgeability: 'moderate',
  },
  {
    id: 'dropper-fetches-from-elsewhere',
    says: 'A script fetches the miner from a place of its own and starts it',
    likelihood: { state: 15, insider: 10, hobbyist: 8, prank: 8, criminal: 45, owner: 10 },
    why: 'intruders keep their own copies where victims can fetch them; owners mostly take a miner from its makers',
    forgeability: 'moderate',
    sees: fetchedFromElsewhere,
  },
];

function* hidingNames(evidence: Case): Generator<Sight> {
  const named: { readonly seen: Observation; readonly path: string }[] = [
    ...ofKind(evidence, 'build-trace').flatMap((seen) =>
      seen.value.trace === 'file-path' ? { seen, path: seen.value.text } : [],
    ),
    ...ofKind(evidence, 'download').flatMap((seen) =>
      seen.value.target === undefined ? [] : { seen, path: seen.value.target },
    ),
  ];
  const hiding = named.filter(({ path }) => imitatesSystem(path));
  const says = `File names imitate the system's: ${listedNames(
    hiding.map(({ path }) => path),
    2,
  )}`;
  for (const { seen } of hiding) yield { observation: seen, says };
}

/** Where miners' own makers give them away; an owner and an intruder alike fetch from there. */
const makers: readonly string[] = ['github.com', 'githubusercontent.com', 'xmrig.com', 'getmonero.org', 'docker.com'];

function* fetchedFromElsewhere(evidence: Case): Generator<Sight> {
  for (const seen of ofKind(evidence, 'download'))
    if (seen.value.runs === true && !isMakers(hostOf(seen.value.url))) yield { observation: seen };
}

function hostOf(url: string): string {
  const [, host = ''] = /^[a-z]{2,8}:\/\/(?:[^/?#@\s]{0,256}@)?([^/?#:\s]{1,253})/i.exec(url) ?? [];
  return host.toLowerCase();
}

/** A URL without a host that can be read counts for nothing. */
function isMakers(host: string): boolean {
  return host === '' || makers.some((name) => host === name || host.endsWith(`.${name}`));
}
