/**
 * A program that can mine: it holds the traits of a known miner in company, or it is a coin's node, which mines when told
 * to. It does not say that anyone runs it, nor for whom.
 * Does not see: packed programs, see extract/code/miner-code.
 */
import type { Observation } from '../../model/observation.ts';
import { any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { byArtifact } from './by-artifact.ts';

/** Places shown for one program: views of a large one repeat each other. */
const placesShown = 4;

/** Traits beyond which chance company is out of the question. */
const plenty = 6;

export const minerBinary: Detector<'miner-code'> = defineDetector({
  id: 'miner-binary',
  title: 'A program with the code of a miner',
  stage: 'capability',
  techniques: ['T1496.001'],
  confidence: 'moderate',
  needs: ['miner-code'],
  couldBe: [
    'a miner that its owner installed on purpose',
    'a scanner or a research tool that holds the strings it looks for',
    'a sample kept for study',
  ],
  *detect({ 'miner-code': seen }) {
    const programs = seen.filter(({ value }) => value.form !== 'script');
    for (const group of byArtifact(programs).values()) yield claimOf(group);
  },
});

function claimOf(group: readonly Observation<'miner-code'>[]): Claim {
  const miners = group.filter(({ value }) => value.purpose === 'miner');
  const shown = miners.length > 0 ? miners : group;
  const because = any(...shown.slice(0, placesShown).map((o) => saw(o, o.value.traits.join('; '))));
  const family = shown.find(({ value }) => value.family !== 'unknown')?.value.family;
  if (miners.length === 0) return nodeClaim(because, family ?? 'a coin node');
  const title = family === undefined ? 'A program with the code of a miner' : `A program with the code of ${family}`;
  const traits = Math.max(...miners.map(({ value }) => value.traits.length));
  return { because, title, ...(traits >= plenty && family !== undefined ? { confidence: 'high' as const } : {}) };
}

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
