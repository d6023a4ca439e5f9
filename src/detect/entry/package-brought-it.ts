/**
 * The install script of a package fetches something and runs it, or mines. Few packages need that; those that bring a
 * miner along do it so.
 * Does not claim: that the package was made for it. Its author's account may have been stolen.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Deed, deedInWords, fetches, isOfMining } from './deeds.ts';
import { tellingDeeds } from './most-telling.ts';
import { following } from './when.ts';

type Start = Observation<'process-start'>;

const soonMs = 10 * 60_000;
const hourMs = 3_600_000;
const mostClaims = 20;
const mostDeeds = 4;

export const packageBroughtIt: Detector<'log-action' | 'process-start'> = defineDetector({
  id: 'package-brought-it',
  title: "A package's install script fetches or mines",
  stage: 'mention',
  techniques: ['T1195.002', 'T1059'],
  confidence: 'moderate',
  needs: ['log-action', 'process-start'],
  couldBe: ['a package that fetches a part of itself, as some do', 'a miner that its owner installs as a package'],
  *detect({ 'log-action': actions, 'process-start': starts }) {
    const packages = tellingDeeds(actions.filter(({ value }) => value.action === 'package-installed'));
    const scripts = tellingDeeds(starts.filter(({ value }) => value.why.includes('package-script')));
    const claimed = new Set<string>();
    for (const installed of packages) {
      const ran = scripts.filter(
        (start) => following(installed.value, start.value, soonMs) !== undefined && isItsOwn(start, installed),
      );
      if ((!fetches(installed) && ran.length === 0) || claimed.size >= mostClaims) continue;
      for (const start of ran) claimed.add(start.id);
      claimed.add(installed.id);
      yield claimOf(`The package ${installed.value.what}`, [installed, ...withMiners(ran, starts)]);
    }
    const others = scripts.filter(({ id }) => !claimed.has(id));
    if (others.length > 0) yield claimOf('A package', withMiners(others, starts));
  },
});

/** It runs in the package's own folder. */
function isItsOwn({ value }: Start, installed: Observation<'log-action'>): boolean {
  const name = installed.value.what.replace(/(?<=.)@.*$/, '');
  return `${value.folder ?? ''}/ ${value.command ?? ''} ${value.parent?.command ?? ''}`.includes(`/${name}/`);
}

/** A miner within the hour after what the script started. */
function withMiners(ran: readonly Start[], starts: readonly Start[]): Start[] {
  const [first] = ran;
  if (first === undefined) return [];
  const later = starts.filter((start) => {
    const followed =
      isOfMining(start) && !ran.includes(start) ? following(first.value, start.value, hourMs) : undefined;
    return followed !== undefined && followed.perhaps === undefined;
  });
  return [...ran, ...later];
}

function claimOf(what: string, deeds: readonly Deed[]): Claim {
  const telling = deeds.find(isOfMining) ?? deeds.find(fetches);
  const mines = telling !== undefined && isOfMining(telling);
  const does = mines ? 'brought a miner' : 'fetches something when it is installed';
  return {
    title: `${what} ${does}${telling === undefined ? '' : `: ${deedInWords(telling)}`}`,
    stage: mines ? 'capability' : 'mention',
    techniques: ['T1195.002', 'T1059', ...(mines ? ['T1496.001'] : [])],
    because: all(...deeds.slice(0, mostDeeds).map((deed) => saw(deed))),
  };
}
