/**
 * A release of a package that is known to have brought malware, as its source says. Installed, its code was there to
 * run; where only a lock file names it, it would be fetched by whoever installs from that file.
 */

import type { Observation } from '../../model/observation.ts';
import { type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';

const mostClaims = 50;

export const knownBadRelease: Detector<'bad-release'> = defineDetector({
  id: 'known-bad-release',
  title: 'A release that is known to have brought malware',
  stage: 'mention',
  techniques: ['T1195.001'],
  confidence: 'high',
  needs: ['bad-release'],
  couldBe: [
    'a package that was installed after its maker cleaned it, under the same number',
    'a copy that is kept for study',
  ],
  *detect({ 'bad-release': releases }) {
    for (const release of releases.slice(0, mostClaims)) yield claimOf(release);
  },
});

function claimOf(release: Observation<'bad-release'>): Claim {
  const { ecosystem, name, version, installed, mines, says } = release.value;
  const what = `${name} ${version} (${ecosystem})`;
  return {
    title: installed ? `${what} is installed: ${says}` : `A lock file names ${what}: ${says}`,
    stage: installed && mines ? 'capability' : 'mention',
    confidence: installed ? 'high' : 'moderate',
    techniques: mines ? ['T1195.001', 'T1496.001'] : ['T1195.001'],
    because: saw(release),
  };
}
