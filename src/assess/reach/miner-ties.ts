/**
 * What on a machine the evidence ties to the miner: its files, its processes, the paths that its scripts name. All items
 * are told by these, so that nothing is called the miner's because it merely stands nearby.
 */
import { inTemporaryFolder } from '../../intel/unix/temporary-folders.ts';
import type { Artifact } from '../../model/artifact.ts';
import type { Case } from '../../model/case.ts';
import type { Because } from '../../model/finding.ts';
import { machineKinds } from '../../model/machine-kinds.ts';
import type { Observation } from '../../model/observation.ts';
import type { Pool } from '../../model/payloads.ts';
import { isAtLeast, ofKind, stagesBySeen, supporting } from '../evidence.ts';
import { lineageOf } from '../lineage.ts';
import { perCase } from '../per-case.ts';
import { describingFiles, recordsOfRuntimes } from './container-made.ts';
import { besideMiner } from './deeds.ts';
import { inSystemFolder, isHiddenPlace, isSharedProgram } from './places.ts';
import { programsSetToStart } from './set-to-start.ts';
import { sureStages } from './sure-stages.ts';

/** A file of the miner's, and what shows that it is. */
export interface MinerFile {
  readonly path: string;
  readonly because: readonly string[];
  /** `likely` where it can mine, and nothing shows that it is meant to. */
  readonly proof: 'shown' | 'likely';
  /** After “it” or “which”: `can mine`. */
  readonly says: string;
}

/** Kinds that hold what was written about a miner, and no miner. */
const told: ReadonlySet<Artifact['kind']> = new Set<Artifact['kind']>([
  'blocklist',
  'capture',
  'database',
  'document',
  'evidence',
  'log',
  'machine',
  'packet',
  'page',
  'process',
  'rules',
  'source-code',
  'stream',
]);
const keptRecords = /_history$|^\/(?:var\/log|proc|sys|run\/log)\//;

/** The machine that the case is about, where one was examined. */
export function machineIn(evidence: Case): Observation<'machine'> | undefined {
  return ofKind(evidence, 'machine')[0];
}

/** By path, the artifact that stands there. */
export const artifactsByPath: (evidence: Case) => ReadonlyMap<string, Artifact> = perCase(
  ({ artifacts }) =>
    new Map(artifacts.flatMap((artifact) => (artifact.parent === undefined ? [[artifact.name, artifact]] : []))),
);

/** The path on the machine of the file that an observation stands in, or in whose content it does. */
export function pathOf(seen: Observation, evidence: Case): string | undefined {
  return lineageOf(seen.at.artifact, evidence).at(-1)?.name;
}

/** Processes that a finding says to mine, by more than one sign. */
export const minersRunning: (evidence: Case) => readonly Observation<'process'>[] = perCase((evidence) => {
  const told = new Set<string>();
  for (const { stage, confidence, because } of evidence.findings)
    if (isAtLeast(stage, 'capability') && confidence !== 'low') for (const id of leavesOf(because)) told.add(id);
  const claimed = new Set(
    evidence.findings.flatMap(({ detector, because }) => (detector === miningClaim ? leavesOf(because) : [])),
  );
  const mines = ({ id, value }: Observation<'process'>): boolean =>
    told.has(id) && (claimed.has(id) || value.why.some((why) => why === 'mines' || why === 'talks-to-pool'));
  return ofKind(evidence, 'process').filter(mines);
});

/** The detector whose claims are about processes that mine, whatever shows it. */
const miningClaim = 'miner-running';

function leavesOf(because: Because): string[] {
  if ('saw' in because) return [because.saw];
  return ('all' in because ? because.all : because.any).flatMap(leavesOf);
}

/** The miner's files by path. */
export const minerFiles: (evidence: Case) => ReadonlyMap<string, MinerFile> = perCase((evidence) => {
  const files = new Map<string, MinerFile>();
  const add = (file: MinerFile): void => {
    const known = files.get(file.path);
    if (known === undefined || (known.proof === 'likely' && file.proof === 'shown')) files.set(file.path, file);
    else files.set(file.path, { ...known, because: [...known.because, ...file.because] });
  };
  for (const file of filesWithMiners(evidence)) add(file);
  for (const file of programsOfMiners(evidence)) add(file);
  const says = 'has the code of a miner, and what it is to mine for lies beside it';
  for (const [path, because] of programsSetToStart(shownAmong(files), evidence)) {
    if (files.get(path)?.proof === 'likely') files.set(path, { path, because, proof: 'shown', says });
  }
  for (const file of copiesOf(shownAmong(files), evidence)) add(file);
  return files;
});

function shownAmong(files: ReadonlyMap<string, MinerFile>): ReadonlySet<string> {
  return new Set([...files.values()].flatMap(({ path, proof }) => (proof === 'shown' ? [path] : [])));
}

/** What mines, or is set to, by its content. */
function* filesWithMiners(evidence: Case): Generator<MinerFile> {
  const stages = stagesBySeen(evidence);
  const lines = new Set(ofKind(evidence, 'autostart').map(({ value }) => value.place));
  for (const seen of supporting(evidence, 'capability')) {
    if (isOfMachine(seen)) continue;
    const [own, root = own] = [lineageOf(seen.at.artifact, evidence)[0], lineageOf(seen.at.artifact, evidence).at(-1)];
    if (root === undefined || own === undefined || told.has(root.kind) || keptRecords.test(root.name)) continue;
    if (lines.has(root.name) || !root.name.startsWith('/') || recordsOfRuntimes(evidence).has(root.name)) continue;
    // The system's logs hold what it printed, too, and are the system's.
    if (seen.kind === 'miner-output' && seen.value.log !== 'miner-log') continue;
    const isSet = isAtLeast(stages.get(seen.id), 'configured') && root.kind !== 'archive';
    const sure = sureStages(evidence).get(seen.id);
    const least = isSet && !standsHidden(root.name) ? 'configured' : 'capability';
    const isIdle = describingFiles(evidence).get(root.name)?.wasMade === false;
    const proof = (isSet || standsHidden(root.name)) && isAtLeast(sure, least) && !isIdle ? 'shown' : 'likely';
    yield { path: root.name, because: [seen.id], proof, says: contentInWords(seen, root, isSet) };
  }
}

function contentInWords(seen: Observation, file: Artifact, isSet: boolean): string {
  const { kind } = seen;
  if (kind === 'miner-code') return 'has the code of a miner';
  if (kind === 'mining-config')
    return seen.value.pools.some(namesAnybody) ? 'names a pool and an account to mine for' : 'names a pool to mine at';
  if (kind === 'miner-output') return 'is what the miner wrote of its work';
  if (file.kind === 'script') return 'sets up or fetches a miner';
  return isSet ? 'is set to mine, or starts what does' : 'can mine, or fetches what does';
}

/** Programs of processes that mine, but for those of the system that run anybody's scripts. */
function* programsOfMiners(evidence: Case): Generator<MinerFile> {
  for (const { id, value } of minersRunning(evidence)) {
    const { program, programState, packaged, container } = value;
    if (program === undefined || programState !== 'present' || container !== undefined) continue;
    if (isSharedProgram(program) || packaged === 'yes' || packaged === 'changed') continue;
    const isSure = value.why.includes('mines') || standsHidden(program);
    const mines = stagesBySeen(evidence).get(id) === 'active' ? 'which mines' : 'which is set to mine, or can';
    const proof = isSure && (packaged === 'no' || !inSystemFolder(program)) ? 'shown' : 'likely';
    yield { path: program, because: [id], proof, says: `is the program of process ${value.pid}, ${mines}` };
  }
}

/** Files with the very content of a file of the miner's. */
function* copiesOf(shown: ReadonlySet<string>, evidence: Case): Generator<MinerFile> {
  const hashes = new Map<string, string>();
  for (const path of shown) {
    const hash = hashOf(path, evidence);
    if (hash !== undefined) hashes.set(hash, path);
  }
  for (const { id, value } of ofKind(evidence, 'file-trace')) {
    const original = value.sha256 === undefined ? undefined : hashes.get(value.sha256);
    // An empty file is everybody's.
    if (original === undefined || shown.has(value.path) || value.size === 0) continue;
    if (value.packaged === 'yes') continue;
    yield { path: value.path, because: [id], proof: 'shown', says: `has the very content of ${original}` };
  }
}

export function standsHidden(path: string): boolean {
  return inTemporaryFolder(path) || isHiddenPlace(path);
}

const ofMachine: ReadonlySet<string> = new Set([
  ...machineKinds,
  'process-start',
  'log-action',
  'login-event',
  'log-span',
  'exploit-attempt',
]);

/** Beside P2Pool or a proxy, which hold the account, a miner is set up without one. */
function namesAnybody({ wallet, email, login = '' }: Pool): boolean {
  return wallet !== undefined || email !== undefined || !/^x{0,3}(?:\+\d{1,12})?$/i.test(login);
}

function isOfMachine({ kind }: Observation): boolean {
  return ofMachine.has(kind);
}

const tracesByPath = perCase(
  (evidence: Case) => new Map(ofKind(evidence, 'file-trace').map((seen) => [seen.value.path, seen])),
);

export function traceOf(path: string, evidence: Case): Observation<'file-trace'> | undefined {
  return tracesByPath(evidence).get(path);
}

/** SHA-256 of what stands at a path, where it was read whole. */
export function hashOf(path: string, evidence: Case): string | undefined {
  return traceOf(path, evidence)?.value.sha256 ?? artifactsByPath(evidence).get(path)?.sha256;
}

/** Places that scripts of the miner are written to make or to change, with the observations that say so. */
export const namedByScripts: (evidence: Case) => ReadonlyMap<string, readonly string[]> = perCase((evidence) => {
  const named = new Map<string, string[]>();
  const add = (path: string | undefined, id: string): void => {
    if (path?.startsWith('/')) named.set(path, [...(named.get(path) ?? []), id]);
  };
  for (const { id, value } of besideMiner(evidence, 'download')) add(value.target, id);
  for (const { id, value } of besideMiner(evidence, 'config-write')) add(value.path, id);
  for (const { id, value } of besideMiner(evidence, 'persistence')) add(value.place, id);
  for (const { id, value } of besideMiner(evidence, 'hiding')) add(value.target, id);
  return named;
});

/** Hosts that scripts and entries of the miner fetch from. */
export const hostsFetchedFrom: (evidence: Case) => ReadonlySet<string> = perCase((evidence) => {
  const own = besideMiner(evidence, 'download');
  const files = minerFiles(evidence);
  const ofFiles = ofKind(evidence, 'download').filter(
    ({ value: { target } }) => target !== undefined && files.get(target)?.proof === 'shown',
  );
  return new Set([...own, ...ofFiles].flatMap(({ value }) => hostsIn(value.url)));
});

const manyUse =
  /(?:^|\.)(?:github\.com|githubusercontent\.com|docker\.(?:io|com)|debian\.org|ubuntu\.com|pastebin\.com|gitlab\.com|amazonaws\.com|googleapis\.com|npmjs\.org|pypi\.org)$/;

/** Hosts of the URLs in a text, but for those that everybody fetches from. */
export function hostsIn(text: string): string[] {
  const hosts = [...text.matchAll(/\b(?:https?|ftp):\/\/([^\s/:'"?#@)]{1,253})/gi)].map(([, host = '']) =>
    host.toLowerCase(),
  );
  return hosts.filter((host) => host !== '' && !manyUse.test(host));
}
