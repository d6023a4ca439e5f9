/** Where today's observations show what it touched. */
import type { Case } from '../../model/case.ts';
import { addressOf } from '../../model/endpoint.ts';
import type { Observation } from '../../model/observation.ts';
import type { Sight } from '../../model/question-table.ts';
import { type Contact, contactsAt } from '../contacts.ts';
import { ofKind } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { machinesByAccount } from '../machines.ts';
import { counted } from '../words.ts';
import { besideMiner, waysToStay } from './deeds.ts';
import {
  inHiddenFolders,
  isHiding,
  miningFiles,
  type NamedPath,
  pathsInPrograms,
  pathsOfDownloads,
  startsByItself,
} from './paths.ts';

/** One sight of all paths together: a hundred of them say no more than one. */
function* together(paths: readonly NamedPath[], says: (names: string) => string): Generator<Sight> {
  const [first, ...others] = paths;
  if (first === undefined) return;
  const names = listedNames(
    paths.map(({ path }) => path),
    3,
  );
  yield { observation: first.observation, with: others.map(({ observation }) => observation), says: says(names) };
}

export function namesPaths(evidence: Case): Iterable<Sight> {
  return together(pathsInPrograms(evidence), (names) => `A program names ${names}`);
}

export function putsWhatItFetches(evidence: Case): Iterable<Sight> {
  return together(pathsOfDownloads(evidence), (names) => `A script puts what it fetches at ${names}`);
}

export function* hidingNames(evidence: Case): Generator<Sight> {
  const paths = [...pathsInPrograms(evidence), ...pathsOfDownloads(evidence)].filter(({ path }) => isHiding(path));
  yield* together(paths, (names) => `It uses names that look like the system's own, or hidden ones (${names})`);
  const standing = inHiddenFolders(evidence);
  yield* together(standing, (names) => `It stands in a hidden folder: ${names}`);
}

/** It stands where the system starts it, or a script puts it there. */
export function* startsAgain(evidence: Case): Generator<Sight> {
  const where = 'where the system starts things by itself';
  const standing = miningFiles(evidence).filter(({ path }) => startsByItself(path));
  yield* together(standing, (names) => `It stands ${where}: ${names}`);
  const put = pathsOfDownloads(evidence).filter(({ path }) => startsByItself(path));
  yield* together(put, (names) => `A script puts what it fetches ${where}: ${names}`);
}

/** A session in which shares were sent: a machine worked. */
export function* mined(evidence: Case): Generator<Sight> {
  for (const observation of ofKind(evidence, 'stratum-session')) {
    const { submits, client, end } = observation.value;
    const until = end === undefined ? '' : ` until ${end.slice(0, 16).replace('T', ' ')} UTC`;
    if (submits > 0) yield { observation, says: `Traffic shows ${addressOf(client)} mining${until}` };
  }
}

/** Machines that met a pool, though what they said was not read. */
export function* metPool(evidence: Case): Generator<Sight> {
  const machines = new Map<string, Contact>();
  for (const contact of contactsAt(evidence, 'configured'))
    if (contact.machine !== undefined && !machines.has(contact.machine)) machines.set(contact.machine, contact);
  const [first, ...others] = machines.values();
  if (first === undefined) return;
  const names = listedNames([...machines.keys()], 5);
  const isMet = [...machines.values()].some(({ claimedBy }) => [...claimedBy].some((by) => by !== 'encrypted-cadence'));
  const says = isMet
    ? `Traffic ties ${counted(machines.size, 'machine')} to a pool (${names})`
    : `Traffic of ${counted(machines.size, 'machine')} behaves as a miner’s does (${names})`;
  yield { observation: first.seen, with: others.map(({ seen }) => seen), says };
}

/** Several machines mining for one account. */
export function* severalMachines(evidence: Case): Generator<Sight> {
  for (const machines of machinesByAccount(evidence).values()) {
    const [first, ...others] = machines.values();
    if (first === undefined || machines.size < 2) continue;
    const says = `${counted(machines.size, 'machine')} mine for one account (${listedNames([...machines.keys()])})`;
    yield { observation: first, with: others, says };
  }
}

/** One sight of all observations of a kind of deed. */
function* deeds(seen: readonly Observation[], says: string): Generator<Sight> {
  const [first, ...others] = seen;
  if (first !== undefined) yield { observation: first, with: others, says };
}

/** A script is written to have something started again. */
export function scriptSetsStart(evidence: Case): Iterable<Sight> {
  const ways = listedNames(waysToStay(evidence), 4);
  return deeds(besideMiner(evidence, 'persistence'), `A script is written to stay on the machine by ${ways}`);
}

export function* scriptStopsOthers(evidence: Case): Generator<Sight> {
  const rivals = besideMiner(evidence, 'rival-kill');
  const names = [...new Set(rivals.flatMap(({ value }) => [...value.names, ...value.pools]))];
  yield* deeds(rivals, `A script is written to end other miners (${listedNames(names, 3)})`);
  const defences = besideMiner(evidence, 'defence-off');
  const what = [...new Set(defences.map(({ value }) => value.what))];
  yield* deeds(defences, `A script is written to switch off ${listedNames(what, 3)}`);
}

/** It reads where its machine logs in, or with which key, and logs in without a question. */
export function scriptUsesKeys(evidence: Case): Iterable<Sight> {
  const logins = besideMiner(evidence, 'spread').filter(({ value }) => value.how === 'ssh');
  const reads = besideMiner(evidence, 'credential-access').filter(({ value }) => isForLogin(value.what));
  return deeds(
    logins.length > 0 ? [...logins, ...reads] : [],
    'A script is written to log in to other machines by SSH without asking anybody',
  );
}

function isForLogin(what: string): boolean {
  return what === 'known-hosts' || what === 'ssh-key';
}

export function scriptSpreads(evidence: Case): Iterable<Sight> {
  const ways = besideMiner(evidence, 'spread').filter(({ value }) => value.how !== 'ssh');
  const tools = [...new Set(ways.map(({ value }) => value.tool ?? value.how))];
  return deeds(ways, `A script is written to look for other machines or to go on to them (${listedNames(tools, 3)})`);
}

/** Keys that only serve to log in elsewhere count as that. */
export function scriptReadsSecrets(evidence: Case): Iterable<Sight> {
  const reads = besideMiner(evidence, 'credential-access').filter(({ value }) => value.what !== 'known-hosts');
  const places = [...new Set(reads.map(({ value }) => value.place ?? value.what))];
  return deeds(reads, `A script is written to read secrets (${listedNames(places, 3)})`);
}

export function scriptHides(evidence: Case): Iterable<Sight> {
  const seen = [...besideMiner(evidence, 'hiding'), ...besideMiner(evidence, 'trace-wipe')];
  return deeds(seen, 'A script is written to hide what it puts there or to wipe its traces');
}
