/**
 * A script that fetches a miner and starts it. It holds no account of its own, or another detector says so.
 * Does not see: what the fetched script does in turn.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Detector, defineDetector, saw } from '../../model/units.ts';
import { byArtifact } from './by-artifact.ts';

const placesShown = 8;

export const minerDropper: Detector<'miner-code' | 'download'> = defineDetector({
  id: 'miner-dropper',
  title: 'A script that fetches a miner and starts it',
  stage: 'capability',
  techniques: ['T1496.001', 'T1105', 'T1059'],
  confidence: 'moderate',
  needs: ['miner-code', 'download'],
  couldBe: [
    'the owner installs a miner on purpose, by the way its authors describe',
    'an instruction or a history of commands that nothing runs',
    'a sample kept for study',
  ],
  *detect({ 'miner-code': code, download: downloads }, context) {
    const fetching = code.filter(({ value }) => value.purpose === 'fetches-miner');
    const fetched = byArtifact(downloads.filter(({ value }) => value.runs === true));
    for (const [artifact, group] of byArtifact(fetching)) {
      const scripts = group.slice(0, placesShown).map((o) => saw(o, o.value.traits.join('; ')));
      const urls = (fetched.get(artifact) ?? []).slice(0, placesShown).map((o) => saw(o));
      const isScript = context.artifact(artifact).kind === 'script';
      yield {
        because: all(...scripts, ...urls),
        title: titleOf(group),
        // Text of no certain form may as well describe the commands as run them.
        ...(isScript ? { confidence: 'high' as const } : {}),
      };
    }
  },
});

function titleOf(group: readonly Observation<'miner-code'>[]): string {
  const families = [...new Set(group.map(({ value }) => value.family))].filter((family) => family !== 'unknown');
  const what = families.length > 0 ? families.slice(0, 3).join(', ') : 'a miner';
  return `A script that fetches ${what} and starts it`;
}
