/**
 * What ties a container that mines nothing itself to the miner: one that an intruder made through an open door of Docker's,
 * to fetch the miner and to set up what starts it on the machine. It does so again whenever it starts.
 */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { perCase } from '../per-case.ts';
import { shownTie } from './autostart-ties.ts';
import type { Tie } from './draft.ts';
import { separateTies } from './separate-ties.ts';
import { pathsOnMachine } from './written-by-container.ts';

/** Files with entries that are shown to be the miner's, with the observations of these. */
const minersEntries: (evidence: Case) => ReadonlyMap<string, string> = perCase(
  (evidence) =>
    new Map(
      ofKind(evidence, 'autostart').flatMap((seen) =>
        seen.value.mechanism !== 'container' && shownTie(seen, evidence)?.proof === 'shown'
          ? [[seen.value.place, seen.id]]
          : [],
      ),
    ),
);

/** Undefined of one that fetches nothing to run it: what watches over a machine sees all of it, too. */
export function tieOfContainer({ value }: Observation<'container'>, evidence: Case): Tie | undefined {
  if (!value.why.includes('fetches-and-runs')) return undefined;
  const times = [value.created, value.started];
  const ties = separateTies({ place: value.id, times, command: value.command }, evidence);
  const place = pathsOnMachine(value).find((path) => minersEntries(evidence).has(path));
  const entry = place === undefined ? undefined : minersEntries(evidence).get(place);
  if (place !== undefined && entry !== undefined)
    ties.push({ says: `names ${cut(place)}, which starts the miner`, because: [entry] });
  if (ties.length === 0) return undefined;
  const says = ['fetches something and runs it', ...ties.map((tie) => tie.says)].map((part) => `it ${part}`).join('; ');
  return { proof: ties.length > 1 ? 'shown' : 'likely', says, because: ties.flatMap(({ because }) => because) };
}
