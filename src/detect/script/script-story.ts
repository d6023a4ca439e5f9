/**
 * What a script is written to do around a miner, as a story in its own order: it sets one up and ends others, switches
 * defences off, makes it start again, wipes traces, goes on to other machines. Where it only ends miners, it is as likely
 * a defender's, and no more than a mention.
 * Does not claim: that the script ran. An owner's set-up that does no more than start a miner by a service is told so.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { byArtifact } from '../code/by-artifact.ts';
import { askedOnly } from '../config/asked.ts';
import { type DeedKind, deedKinds, deedWords, techniqueOf } from './deed-words.ts';

type Seen = Observation<DeedKind>;
type Needs = DeedKind | 'download' | 'mining-config' | 'miner-code' | 'log-span';

/** Other miners that a script names before it is after miners as such, and not after its own of yesterday. */
const rivalsEnough = 2;
/** Observations of one kind that a claim names, and claims of a report. */
const mostOfKind = 4;
const mostClaims = 100;

export const scriptStory: Detector<Needs> = defineDetector({
  id: 'script-story',
  title: 'A script that does more than mine',
  stage: 'capability',
  techniques: ['T1496.001', 'T1059'],
  confidence: 'moderate',
  needs: [...deedKinds, 'download', 'mining-config', 'miner-code', 'log-span'],
  couldBe: [
    'a set-up script that the owner of the machine runs on purpose',
    'a sample, a lesson or a copy that nobody runs',
  ],
  *detect(seen, context) {
    const deeds = byArtifact(deedKinds.flatMap((kind): readonly Seen[] => seen[kind]));
    const fetched = byArtifact(seen.download.filter(({ value }) => value.runs === true));
    const configs = byArtifact(seen['mining-config'].filter(({ value }) => value.source !== 'wire'));
    const miners = byArtifact(seen['miner-code'].filter(({ value }) => value.purpose === 'fetches-miner'));
    const isAsked = askedOnly(seen['log-span'], context);
    let count = 0;
    for (const [artifact, group] of deeds) {
      // In a program's source and in prose such statements are as often spoken of as written to be run.
      if (context.artifact(artifact).kind !== 'script' || ++count > mostClaims) continue;
      const story = [...group].sort((a, b) => (a.at.offset ?? 0) - (b.at.offset ?? 0));
      const sets = [...(configs.get(artifact) ?? []), ...(miners.get(artifact) ?? [])];
      const claim = claimOf(story, sets, fetched.get(artifact) ?? []);
      if (claim) yield isAsked(artifact) ? { ...claim, stage: 'mention' } : claim;
    }
  },
});

function claimOf(
  story: readonly Seen[],
  sets: readonly Observation<'mining-config' | 'miner-code'>[],
  fetched: readonly Observation<'download'>[],
): Claim | undefined {
  const rivals = rivalsOf(story);
  const told = few(story).map((deed) => saw(deed));
  const techniques = [...new Set(story.map(techniqueOf))];
  const miner = sets[0];
  if (miner !== undefined)
    return {
      because: all(saw(miner, 'sets up a miner'), ...told),
      title: `A script that sets up a miner, ${listed(wordsOf(story))}`,
      techniques: ['T1496.001', 'T1059', ...techniques],
      confidence: story.some(isCovert) ? 'high' : 'moderate',
    };
  if (rivals.length < rivalsEnough) return undefined;
  const after = `(${rivals.slice(0, 3).join(', ')}${rivals.length > 3 ? ` and ${rivals.length - 3} more` : ''})`;
  const fetch = fetched[0];
  if (fetch !== undefined)
    return {
      because: all(saw(fetch, 'starts what it fetches'), ...told),
      title: `A script that ends other miners ${after} and starts what it fetches`,
      techniques: ['T1105', 'T1059', ...techniques],
      couldBe: ["a defender's clean-up that fetches its tools", 'a sample, a lesson or a copy that nobody runs'],
    };
  return {
    because: all(...few(story.filter(({ kind }) => kind === 'rival-kill')).map((deed) => saw(deed))),
    title: `A script that ends miners ${after} and sets up none`,
    stage: 'mention',
    techniques: [],
    couldBe: ["a defender's clean-up", 'a part of a set-up whose other parts are not here'],
  };
}

/** What no owner needs in order to mine on a machine of his own. */
function isCovert({ kind, value }: Seen): boolean {
  if (kind === 'persistence') return value.mechanism === 'ld-preload' || value.mechanism === 'ssh-key';
  return kind === 'trace-wipe' || kind === 'spread' || kind === 'credential-access' || kind === 'hiding';
}

function rivalsOf(story: readonly Seen[]): string[] {
  const named = story.flatMap((deed) => (deed.kind === 'rival-kill' ? [...deed.value.names, ...deed.value.pools] : []));
  return [...new Set(named.map((name) => name.slice(name.lastIndexOf('/') + 1)))];
}

/** The first of each kind, in the script's order. */
function few(story: readonly Seen[]): Seen[] {
  const counts = new Map<DeedKind, number>();
  return story.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= mostOfKind;
  });
}

function wordsOf(story: readonly Seen[]): string[] {
  return [...new Set(story.map(({ kind }) => deedWords[kind]))];
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? `and ${words.join('')}` : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
