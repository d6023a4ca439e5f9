/**
 * Code that can mine: a program or a script with the traits of a miner in company, WebAssembly that computes a hash
 * which is mined, or a coin's node, which mines when told to. It does not say that anyone runs it, nor for whom.
 * Does not see: packed programs, see extract/code/miner-code; wallets in WebAssembly are left out on purpose, see
 * extract/code/webassembly-miner.
 */
import { familyName } from '../../intel/family-names.ts';
import type { Observation } from '../../model/observation.ts';
import { any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { byArtifact } from './by-artifact.ts';

/** Places shown for one program: views of a large one repeat each other. */
const placesShown = 4;

/** Traits beyond which chance company is out of the question. */
const plenty = 6;

const programReadings = [
  'a miner that its owner installed on purpose',
  'a scanner or a research tool that holds the strings it looks for',
  'a sample kept for study',
];

export const minerBinary: Detector<'miner-code'> = defineDetector({
  id: 'miner-binary',
  title: 'A program with the code of a miner',
  stage: 'capability',
  techniques: ['T1496.001'],
  confidence: 'moderate',
  needs: ['miner-code'],
  couldBe: programReadings,
  *detect({ 'miner-code': seen }) {
    const programs = seen.filter(({ value }) => value.form !== 'script');
    for (const group of byArtifact(programs).values()) yield claimOf(group);
  },
});

type Seen = Observation<'miner-code'>;

function claimOf(group: readonly Seen[]): Claim {
  const miners = group.filter(({ value }) => value.purpose === 'miner');
  const shown = miners.length > 0 ? miners : group;
  const because = any(...shown.slice(0, placesShown).map((o) => saw(o, o.value.traits.join('; '))));
  const named = shown.find(({ value }) => value.family !== 'unknown') ?? shown[0];
  if (miners.length === 0) return nodeClaim(because, named?.value.family ?? 'a coin node');
  const words = wordsFor(named);
  const traits = Math.max(...miners.map(({ value }) => value.traits.length));
  const isSure = traits >= plenty && words.isNamed;
  return { because, title: words.title, couldBe: words.couldBe, ...(isSure ? { confidence: 'high' as const } : {}) };
}

interface Words {
  readonly title: string;
  readonly couldBe: readonly string[];
  /** A family's own traits were met, and not only code of its kind. */
  readonly isNamed: boolean;
}

const hashes: Readonly<Record<string, string>> = { cryptonight: 'CryptoNight', randomx: 'RandomX' };

function wordsFor(seen: Seen | undefined): Words {
  const { family = 'unknown', version, form = 'executable' } = seen?.value ?? {};
  const isNamed = family !== 'unknown';
  const hash = hashes[family];
  if (form === 'webassembly' && hash !== undefined)
    return { title: `WebAssembly that computes ${hash}, a hash that is mined`, couldBe: hashReadings, isNamed: false };
  if (form === 'javascript')
    return {
      title: `JavaScript that mines in browsers${isNamed ? `: ${familyName(family)}` : ''}`,
      couldBe: pageReadings,
      isNamed,
    };
  const noun = form === 'webassembly' ? 'WebAssembly' : 'A program';
  const name = isNamed ? [familyName(family), version].filter(Boolean).join(' ') : 'a miner';
  return {
    title: `${noun} with the code of ${name}`,
    couldBe: isNamed ? programReadings : [poolReading, ...programReadings],
    isNamed,
  };
}

const poolReading = "a pool's own server, which checks by the same hash what miners hand in";
const hashReadings = [
  "a wallet or a node's library, which checks blocks by the same hash",
  "a pool's own tool, which checks what miners hand in",
  'a library that nothing on the page calls',
];
const pageReadings = [
  'a page that asks its visitors first and mines only where they agree',
  'a library or an example of a mining service, which no page loads',
  'a page kept for study',
];

function nodeClaim(because: Claim['because'], family: string): Claim {
  return {
    because,
    title: `A coin's node that can mine when told to: ${family}`,
    couldBe: [
      'an ordinary node: it holds the code to mine and mines only when told to, by --start-mining or by a call',
      'a package of the distribution, installed with the wallet',
    ],
  };
}
