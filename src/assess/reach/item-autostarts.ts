/**
 * What starts the miner again, or lets somebody in again. A line is taken out of its file only where the whole of it is
 * the miner's; a file only where nothing else stands in it.
 */
import type { RemovalStep } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { isAtLeast, ofKind, stagesBySeen, supporting } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { perCase } from '../per-case.ts';
import { isWhollyTheMiners } from './command-parts.ts';
import { byHand, type Draft, type Proof, stepsFor } from './draft.ts';
import { hashOf, hostsFetchedFrom, hostsIn, machineIn, minerFiles, namedByScripts } from './miner-ties.ts';
import { cameBeside } from './same-time.ts';

type Seen = Observation<'autostart'>;

interface Tie {
  readonly proof: Proof;
  readonly says: string;
  readonly because: readonly string[];
}

export function* autostartItems(evidence: Case): Generator<Draft> {
  for (const seen of ofKind(evidence, 'autostart')) {
    // What a container does is told with the container.
    if (seen.value.mechanism === 'container') continue;
    const tie = tieOf(seen, evidence);
    if (tie === undefined) continue;
    const { mechanism, place, name, when } = seen.value;
    const what = letsIn.has(mechanism) ? 'access' : 'autostart';
    yield {
      what,
      place,
      key: keyOf(seen.value),
      says: `${mechanismWords[mechanism]}${name === undefined || place.includes(name) ? '' : ` (${cut(name)})`}${when === undefined ? '' : `, ${cut(when)}`}: ${tie.says}`,
      proof: tie.proof,
      because: [...new Set([seen.id, ...tie.because])],
      removal: stepsFor(tie.proof, removalOf(seen.value, evidence), lookAt(seen.value)),
    };
  }
}

/** The same entry in another report has the same key, wherever its file's other lines went. */
export function keyOf({ mechanism, place, name, hash, entry, starts }: Autostart): string {
  return `${mechanism}:${place}:${hash ?? (entry ?? starts ?? name ?? '').trim()}`;
}

const letsIn: ReadonlySet<Autostart['mechanism']> = new Set(['ssh-key', 'account', 'sudoers', 'pam']);

const mechanismWords: Readonly<Record<Autostart['mechanism'], string>> = {
  cron: 'a cron entry',
  at: 'a job for later',
  systemd: 'a systemd unit',
  'rc-script': 'a start script',
  inittab: 'a line of inittab',
  'shell-profile': 'a line that runs at every login',
  'ld-preload': 'a library that is loaded into every program',
  'ssh-key': 'an SSH key that may log in',
  account: 'an account',
  sudoers: 'a right to act as root',
  pam: 'a module that sees every login',
  udev: 'a rule that runs when a device shows',
  'desktop-autostart': 'an entry that runs at a desktop login',
  'kernel-module': 'a kernel module',
  ebpf: 'a program within the kernel',
  'message-of-the-day': 'a script that runs at every login',
  'network-hook': 'a script that runs when the network comes up',
  'package-hook': 'a command that runs with the package manager',
  'git-hook': 'a script that runs with git',
  'python-hook': 'code that runs with every Python program',
  'npm-hook': 'a script that runs when packages are installed',
  'web-server-hook': 'code that runs with every request to the web server',
  container: 'a container',
  'static-pod': 'a pod that the machine itself keeps running',
  'run-key': 'a Run key of the registry',
  service: 'a service',
  'scheduled-task': 'a scheduled task',
  'startup-folder': 'an entry of the Startup folder',
  'wmi-subscription': 'a WMI subscription',
};

function tieOf(seen: Seen, evidence: Case): Tie | undefined {
  return shownTie(seen, evidence) ?? likelyTie(seen, evidence);
}

function shownTie(seen: Seen, evidence: Case): Tie | undefined {
  const { value, id } = seen;
  const file = minersStartedBy(value, evidence);
  if (file?.proof === 'shown')
    return { proof: 'shown', says: `it starts ${cut(file.path)}, which ${file.says}`, because: file.because };
  const isFound = isAtLeast(stagesBySeen(evidence).get(id), 'capability');
  if (isFound && (value.mines === true || value.why.includes('mines')))
    return { proof: 'shown', says: 'its command starts a miner', because: [] };
  const content = contentWithin(seen, evidence);
  if (content.length > 0)
    return { proof: 'shown', says: 'what stands in it mines or fetches a miner', because: content };
  const isFetched = value.why.includes('fetches-and-runs') || value.why.includes('decodes');
  if (isFound && isFetched) return { proof: 'shown', says: 'it fetches what mines and starts it', because: [] };
  const written = writtenByScript(value, evidence);
  if (written !== undefined)
    return { proof: 'shown', says: 'a script of the miner is written to set it up', because: written };
  return file && { proof: 'likely', says: `it starts ${cut(file.path)}, which ${file.says}`, because: file.because };
}

/** A file of the miner's among what it starts. */
function minersStartedBy({ programs = [] }: Autostart, evidence: Case) {
  const files = minerFiles(evidence);
  const found = programs.flatMap((path) => files.get(path) ?? []);
  return found.find(({ proof }) => proof === 'shown') ?? found[0];
}

const contentByArtifact = perCase((evidence: Case) => {
  const content = new Map<string, Observation[]>();
  for (const seen of supporting(evidence, 'capability'))
    if (seen.kind !== 'autostart' && seen.kind !== 'file-trace')
      content.set(seen.at.artifact, [...(content.get(seen.at.artifact) ?? []), seen]);
  return content;
});

/** What a finding rests on within the entry itself: in its line, or anywhere in a file that is all one entry. */
function contentWithin({ at, value }: Seen, evidence: Case): string[] {
  const beside = contentByArtifact(evidence).get(at.artifact) ?? [];
  const own = isWholeFile(value) ? beside : beside.filter((seen) => at.line !== undefined && seen.at.line === at.line);
  return own.map(({ id }) => id);
}

/** A script names the file that holds nothing else, or the very text of the line. */
function writtenByScript(value: Autostart, evidence: Case): readonly string[] | undefined {
  if (isWholeFile(value)) return namedByScripts(evidence).get(value.place);
  const text = (value.entry ?? value.starts ?? '').trim();
  // A short text stands in any script.
  if (text.length < 16) return undefined;
  const ids = ofKind(evidence, 'persistence').flatMap(({ id, value: { command, starts } }) =>
    command?.includes(text) || starts?.includes(text) ? [id] : [],
  );
  return ids.length > 0 ? ids : undefined;
}

function likelyTie({ value, id }: Seen, evidence: Case): Tie | undefined {
  if (value.packaged === 'yes') return undefined;
  if (stagesBySeen(evidence).has(id)) return { proof: 'likely', says: 'a finding rests on it', because: [] };
  const hosts = hostsFetchedFrom(evidence);
  if (hostsIn(value.starts ?? value.entry ?? '').some((host) => hosts.has(host)))
    return { proof: 'likely', says: 'it fetches from a host that the miner was fetched from', because: [] };
  const isSuspect = value.why.some((why) => why !== 'recent' && why !== 'not-packaged' && why !== 'lets-in');
  const beside = cameBeside(value.modified, evidence);
  if (beside === undefined || !(isSuspect || letsIn.has(value.mechanism))) return undefined;
  const says = letsIn.has(value.mechanism)
    ? `its file was changed within minutes of ${cut(beside.path)}; who put it there?`
    : `it came within minutes of ${cut(beside.path)}`;
  return { proof: 'likely', says, because: beside.because };
}

/** Mechanisms whose file is one entry and nothing else. */
const wholeFiles: ReadonlySet<Autostart['mechanism']> = new Set([
  'at',
  'systemd',
  'desktop-autostart',
  'message-of-the-day',
  'network-hook',
  'git-hook',
  'static-pod',
]);

/** Settings of networks and of git hold more than the entry that was found in them. */
const settingsFile = /^\/etc\/network\/interfaces(?:$|\.d\/)|config$/;

export function isWholeFile({ mechanism, place }: Autostart): boolean {
  if ((mechanism === 'network-hook' || mechanism === 'git-hook') && settingsFile.test(place)) return false;
  return (
    wholeFiles.has(mechanism) ||
    (mechanism === 'cron' && /^\/etc\/(?:cron\.(?:hourly|daily|weekly|monthly)|periodic\/[^/]{1,20})\//.test(place)) ||
    (mechanism === 'rc-script' && /^\/etc\/(?:rc\d?\.d\/)?init\.d\//.test(place)) ||
    (mechanism === 'shell-profile' && /^\/etc\/profile\.d\//.test(place))
  );
}

const lineFiles: ReadonlySet<Autostart['mechanism']> = new Set([
  'cron',
  'rc-script',
  'inittab',
  'shell-profile',
  'ld-preload',
  'ssh-key',
  'udev',
  'package-hook',
  'python-hook',
  'web-server-hook',
]);

/** Steps for an entry that is shown to be the miner's. */
function removalOf(value: Autostart, evidence: Case): RemovalStep[] {
  const ofWindows = windowsStep(value);
  if (ofWindows !== undefined) return [ofWindows];
  if (value.packaged === 'yes' || value.packaged === 'changed')
    return [byHand('A package of the system brought this file: put the package’s own file back (install it again).')];
  if (isWholeFile(value)) return fileRemoval(value, evidence);
  if (!lineFiles.has(value.mechanism)) return [byHand(lookAt(value))];
  return lineRemoval(value, evidence);
}

function fileRemoval(value: Autostart, evidence: Case): RemovalStep[] {
  const { mechanism, place, name, entry } = value;
  // A line that was added to somebody else's unit goes alone.
  if (mechanism === 'systemd' && !isMinersUnit(value, evidence)) return lineRemoval(value, evidence);
  const hash = hashOf(place, evidence);
  const known = hash !== undefined ? { sha256: hash } : isExact(entry) ? { holds: entry } : undefined;
  const steps: RemovalStep[] = [];
  const unit = name ?? place.slice(place.lastIndexOf('/') + 1);
  const user = /^\/(?:home\/([^/]{1,64})|(root))\/\.config\/systemd\//.exec(place);
  // A drop-in changes a unit that is somebody else's.
  if (mechanism === 'systemd' && /\.(?:service|timer|socket|path)$/.test(place)) {
    const owner = user?.[1] ?? user?.[2];
    steps.push({ do: 'disable-unit', unit, ...(owner === undefined ? {} : { user: owner }) });
  }
  if (known === undefined)
    steps.push(byHand('Look at the file, keep a copy, and take it away: its hash is not known.'));
  else steps.push({ do: 'delete-file', path: place, ...known });
  return steps;
}

/** The probes keep 2,048 characters of an entry, and a byte that is no UTF-8 cannot be told from another. */
const longestEntry = 2048;

function lineRemoval({ place, entry, starts, mechanism }: Autostart, evidence: Case): RemovalStep[] {
  if (!isExact(entry)) return [byHand(`Take the entry out of the file with an editor, and leave the rest as it is.`)];
  const asCommand = mechanism !== 'ld-preload' && mechanism !== 'ssh-key';
  if (asCommand && !isWhollyTheMiners(starts ?? entry, minerFiles(evidence)))
    return [byHand('The line also does something else: take out the miner’s part alone, with an editor.')];
  return [{ do: 'delete-line', path: place, line: entry }];
}

function isExact(entry: string | undefined): entry is string {
  if (entry === undefined || entry.trim() === '' || entry.length >= longestEntry) return false;
  return !/[\n\r\0\ufffd\ud800-\udfff]/.test(entry);
}

/** All that it starts is the miner's, the service itself among it. */
function isMinersUnit({ place, entry = '' }: Autostart, evidence: Case): boolean {
  const isService = entry === '' || /^\s*(?:ExecStart|Unit|OnCalendar|OnBootSec|OnUnitActiveSec)\s*=/i.test(entry);
  const beside = ofKind(evidence, 'autostart').filter(({ value }) => value.place === place);
  return isService && beside.every((seen) => shownTie(seen, evidence) !== undefined);
}

function windowsStep({ mechanism, place, name, programs = [] }: Autostart): RemovalStep | undefined {
  const label = name ?? place;
  if (mechanism === 'run-key')
    return byHand(`In the Registry Editor, go to ${place} and delete the value ${label}; export the key first.`);
  if (mechanism === 'service')
    return byHand(
      `As administrator: stop the service ${label} (services.msc), set it to Disabled, and note its program: ${programs.join(', ') || place}. Then delete it with sc delete and the service’s name.`,
    );
  if (mechanism === 'scheduled-task')
    return byHand(`In the Task Scheduler, find ${label}, export it, then disable and delete it. Its file: ${place}.`);
  if (mechanism === 'startup-folder') return byHand(`Move ${place} out of the Startup folder.`);
  if (mechanism === 'wmi-subscription')
    return byHand(
      `The WMI subscription ${label} starts it: with Sysinternals Autoruns, tab WMI, delete its filter, its consumer and their binding.`,
    );
  return undefined;
}

function lookAt({ mechanism, place, name, user }: Autostart): string {
  if (mechanism === 'ssh-key') return `Ask whose key this is in ${place}; take it out if nobody knows it.`;
  if (mechanism === 'account')
    return `Ask who made the account ${name ?? user ?? place}; lock it (usermod -L, chage -E0) if nobody did.`;
  if (mechanism === 'sudoers') return `Ask who gave this right in ${place}; take it out with visudo if nobody did.`;
  if (mechanism === 'pam') return `Hold ${place} against its package, and install the package again where it differs.`;
  if (mechanism === 'kernel-module' || mechanism === 'ebpf')
    return 'What runs within the kernel can hide anything, also from its own removal: examine the disk from another system, and build the machine anew.';
  return `Look at ${place} and ask who set it up; switch it off if nobody did.`;
}

/** Whether a Windows machine was examined: nothing is scripted there. */
export function isWindows(evidence: Case): boolean {
  return /windows/i.test(machineIn(evidence)?.value.system ?? '');
}
