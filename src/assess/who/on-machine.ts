/**
 * Indicators of consent that an examined machine gives: whether the miner was set up in the open, as an administrator sets
 * up what is theirs, or hides. An intruder may work in the open as well, so that what speaks for an owner is asked, too.
 */
import { minerNames } from '../../intel/terms.ts';
import { isTakenName } from '../../intel/unix/system-programs.ts';
import type { Case } from '../../model/case.ts';
import type { Autostart, ProcessState } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { ofKind } from '../evidence.ts';
import { cut, listedNames } from '../long-names.ts';
import { reachItems } from '../reach/items.ts';
import { minerFiles, minersRunning, standsHidden } from '../reach/miner-ties.ts';
import { inSystemFolder } from '../reach/places.ts';
import type { WhoReading } from './reading.ts';

export const onMachine: readonly Indicator<WhoReading>[] = [
  {
    id: 'set-up-in-the-open',
    says: 'It is set up in the open: its own unit, in the usual place, under its own name',
    likelihood: { state: 2, insider: 20, hobbyist: 30, prank: 5, criminal: 8, owner: 45 },
    why: 'who mines on purpose sets it up like any other service; some intruders do not care who sees it',
    forgeability: 'moderate',
    sees: setUpInTheOpen,
  },
  {
    id: 'hides-on-the-machine',
    says: 'On the machine it hides: its file, its name or its process',
    likelihood: { state: 45, insider: 30, hobbyist: 6, prank: 12, criminal: 55, owner: 2 },
    why: 'who mines on purpose on a machine of their own has nobody to hide from; to plant this takes the machine itself',
    forgeability: 'dear',
    sees: hidesOnTheMachine,
  },
];

const hidingWays: ReadonlySet<ProcessState['why'][number]> = new Set<ProcessState['why'][number]>([
  'hidden-from-list',
  'posing-as-kernel',
  'name-lies',
  'program-in-memory',
  'from-hidden-folder',
]);

/**
 * By processes that mine, by shown files of the miner's that start by themselves out of a hidden place, and by a library of
 * its that is loaded into every program: that is how lists of processes and files are made to leave things out.
 */
function* hidesOnTheMachine(evidence: Case): Generator<Sight> {
  const hidden = minersRunning(evidence).filter(({ value }) => hides(value));
  const entries = startersOf(evidence).filter(
    ({ value: { programs = [], why } }) =>
      programs.some((path) => isTuckedAway(path) || posesAsSystem(path, evidence)) ||
      why.includes('loads-into-everything'),
  );
  const [first, ...others]: Observation[] = [...hidden, ...entries];
  if (first === undefined) return;
  const names = [
    ...hidden.map(({ value }) => `process ${value.pid} (${value.name})`),
    ...entries.map(({ value }) => value.place),
  ];
  yield { observation: first, with: others, says: `On the machine it hides: ${listedNames(names, 3)}` };
}

function hides({ why, program = '' }: ProcessState): boolean {
  return why.some((one) => hidingWays.has(one) && (one !== 'from-hidden-folder' || !isNamedAtHome(program)));
}

function isTuckedAway(path: string): boolean {
  return standsHidden(path) && !isNamedAtHome(path);
}

/** A file that is shown to be the miner's and is called as a program of most systems is. */
function posesAsSystem(path: string, evidence: Case): boolean {
  return !inSystemFolder(path) && isTakenName(fileOf(path)) && minerFiles(evidence).get(path)?.proof === 'shown';
}

const inHome = /^\/(?:root|home\/[^/]{1,64})\//;

/** People keep programs in dotted folders of their homes: one that bears a miner's own name there does not hide. */
function isNamedAtHome(path: string): boolean {
  return inHome.test(path) && isMakersName(fileOf(path));
}

function isMakersName(file: string): boolean {
  return makersNames.some((name) => file.toLowerCase().startsWith(name));
}

/** Names that miners' makers gave them, and not those under which covert ones are known. */
const makersNames: readonly string[] = minerNames
  .filter(({ text }) => text !== 'kdevtmpfsi' && text !== 'kinsing')
  .map(({ text }) => text.toLowerCase());

/** Entries that are shown to be the miner's. */
function startersOf(evidence: Case): Observation<'autostart'>[] {
  const shown = new Set(
    (reachItems(evidence) ?? []).flatMap(({ what, proof, because }) =>
      what === 'autostart' && proof === 'shown' ? because.slice(0, 1) : [],
    ),
  );
  return ofKind(evidence, 'autostart').filter(({ id }) => shown.has(id));
}

const ordinaryFolder = /^\/(?:opt|srv|usr\/(?:local\/)?s?bin|home\/[^/.]{1,64}|root)\/[^.]/;
const ordinaryUnit = /^(?:\/etc|\/usr\/local\/lib|\/(?:usr\/)?lib|\/home\/[^/]{1,64}\/\.config)\/systemd\//;

/** A name that says what it does to whoever lists units or processes. */
const speaks = /min(?:er|ing)|xmr|monero|p2pool/i;

/** Its units, where all that starts it is a unit in its place with a program in its place, and nothing hides. */
export function openUnits(evidence: Case): Observation<'autostart'>[] {
  const entries = startersOf(evidence);
  const isOpen = ({ value }: Observation<'autostart'>): boolean => {
    const { mechanism, place, programs = [], why } = value;
    return (
      mechanism === 'systemd' &&
      namesOf(value).some((name) => speaks.test(name) || isMakersName(name)) &&
      ordinaryUnit.test(place) &&
      programs.length > 0 &&
      programs.every((path) => ordinaryFolder.test(path) && !standsHidden(path)) &&
      !why.some((one) => one === 'hidden-entry' || one === 'poses-as-system' || one === 'fetches-and-runs')
    );
  };
  const isHidden = minersRunning(evidence).some(({ value }) => hides(value));
  return !isHidden && entries.every(isOpen) ? entries : [];
}

function* setUpInTheOpen(evidence: Case): Generator<Sight> {
  const [first, ...others] = openUnits(evidence);
  if (first === undefined) return;
  const { place, packaged } = first.value;
  const by = packaged === 'yes' ? ', which a package of the system brought' : '';
  yield { observation: first, with: others, says: `It is set up in the open, by ${cut(place)}${by}` };
}

/** A unit's own name, and those of the programs that it starts. */
export function namesOf({ name, programs = [] }: Autostart): string[] {
  return [...(name === undefined ? [] : [bare(name)]), ...programs.map(fileOf)];
}

export function bare(unit: string): string {
  return unit.replace(/\.service$/, '');
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** For whoever is asked about the owner: empty where no unit stands in the open. */
export function whoWroteTheUnit(evidence: Case): string {
  const [first] = openUnits(evidence);
  return first === undefined ? '' : ` Who wrote ${cut(first.value.place)}?`;
}
