/**
 * The install script of a package fetches something and runs it, or mines. Few packages need that; those that bring a
 * miner along do it so.
 * Does not claim: that the package was made for it. Its author's account may have been stolen.
 */
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Deed, deedInWords, fetches, isOfMining } from './deeds.ts';
import { following } from './when.ts';

const soonMs = 10 * 60_000;
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
    const packages = actions.filter(({ value }) => value.action === 'package-installed');
    const scripts = starts.filter(({ value }) => value.why.includes('package-script'));
    let count = 0;
    for (const installed of packages) {
      const ran = scripts.filter((start) => following(installed.value, start.value, soonMs) !== undefined);
      if (!fetches(installed) && ran.length === 0) continue;
      if (++count > mostClaims) return;
      yield claimOf(`The package ${installed.value.what}`, [installed, ...ran]);
    }
    for (const start of packages.length > 0 ? [] : scripts.slice(0, mostClaims)) yield claimOf('A package', [start]);
  },
});

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
