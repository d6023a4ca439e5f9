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
import { byHand, type Draft, stepsFor, type Tie } from './draft.ts';
import { tieOfKey } from './key-ties.ts';
import { artifactsByPath, hashOf, machineIn, minerFiles, namedByScripts, traceOf } from './miner-ties.ts';
import { cameBeside } from './same-time.ts';
import { type SeparateTie, separateTies, tiesInWords } from './separate-ties.ts';
import { sureStages } from './sure-stages.ts';
import { containersWriting } from './written-by-container.ts';

type Seen = Observation<'autostart'>;

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
  // A key is a line among others: whose it is, its owner has to say.
  if (value.mechanism === 'ssh-key' && value.starts === undefined) return undefined;
  const file = minersStartedBy(value, evidence);
  if (file?.proof === 'shown')
    return { proof: 'shown', says: `it starts ${cut(file.path)}, which ${file.says}`, because: file.because };
  const isFound = isAtLeast(sureStages(evidence).get(id), 'capability');
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
  const inContainer = containersWriting(longText(value), evidence);
  if (inContainer.length > 0)
    return { proof: 'shown', says: 'a container of the miner’s is written to set it up', because: inContainer };
  const ties = isFetched && value.packaged !== 'yes' ? tiesOfEntry(value, evidence) : [];
  if (ties.length > 1) return { proof: 'shown', ...together(value, ties) };
  return file && { proof: 'likely', says: `it starts ${cut(file.path)}, which ${file.says}`, because: file.because };
}

function tiesOfEntry({ place, modified, user, owner, starts, entry }: Autostart, evidence: Case): SeparateTie[] {
  const times = [modified, traceOf(place, evidence)?.value.changed];
  return separateTies({ place, times, user: user ?? owner, command: starts ?? entry }, evidence);
}

/** What it does, and what ties it to the miner. */
function together(value: Autostart, ties: readonly SeparateTie[]): Omit<Tie, 'proof'> {
  const words = tiesInWords(ties);
  return {
    says: [doesInWords(value), words && `it ${words}`].filter(Boolean).join('; '),
    because: ties.flatMap(({ because }) => because),
  };
}

const reasons: ReadonlyMap<Autostart['why'][number], string> = new Map([
  ['fetches-and-runs', 'it fetches something and runs it'],
  ['decodes', 'it runs what it keeps encoded'],
  ['loads-into-everything', 'it is loaded into every program'],
  ['lets-in', 'it lets somebody in'],
  ['from-temporary-folder', 'it starts something out of a temporary folder'],
  ['from-hidden-folder', 'it starts something out of a hidden folder'],
  ['hidden-entry', 'it is written so that it is overlooked'],
  ['poses-as-system', 'it has a name as if it were the system’s'],
]);

/** The most telling reason; undefined where none shows. */
function doesInWords({ why }: Autostart): string | undefined {
  return [...reasons].find(([reason]) => why.includes(reason))?.[1];
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
  const text = longText(value);
  const ids = ofKind(evidence, 'persistence').flatMap(({ id, value: { command, starts } }) =>
    command?.includes(text) || starts?.includes(text) ? [id] : [],
  );
  return ids.length > 0 ? ids : undefined;
}

/** The entry as it is written. A short text stands in any script: what stands in none takes its place. */
function longText({ entry, starts }: Autostart): string {
  const text = (entry ?? starts ?? '').trim();
  return text.length < 16 ? '\0' : text;
}

function likelyTie(seen: Seen, evidence: Case): Tie | undefined {
  const { value, id } = seen;
  if (value.packaged === 'yes') return undefined;
  if (value.mechanism === 'ssh-key') return tieOfKey(seen, evidence);
  const ties = tiesOfEntry(value, evidence);
  if (stagesBySeen(evidence).has(id)) {
    const { says, because } = together(value, ties);
    return { proof: 'likely', says: says || 'a finding rests on it', because };
  }
  if (ties.some(({ says }) => says.startsWith('fetches from'))) return { proof: 'likely', ...together(value, ties) };
  const isSuspect = value.why.some((why) => why !== 'recent' && why !== 'not-packaged' && why !== 'lets-in');
  const beside = cameBeside([value.modified, traceOf(value.place, evidence)?.value.changed], evidence, value.place);
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
  if (scripts.has(mechanism) && entry !== undefined && holdsMore(value, evidence)) return linesRemoval(value, evidence);
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

/** Mechanisms whose file is a script, which an administrator may have written before a line was added to it. */
const scripts: ReadonlySet<Autostart['mechanism']> = new Set([
  'cron',
  'rc-script',
  'shell-profile',
  'message-of-the-day',
  'network-hook',
  'git-hook',
]);
/** `#!/usr/bin/env bash` and a line feed or two. */
const shebang = 24;

/** Whether more stands in the file than what was found in it; in doubt it does. */
function holdsMore({ place, entry = '' }: Autostart, evidence: Case): boolean {
  const file = artifactsByPath(evidence).get(place);
  const size = file?.sha256 === undefined ? traceOf(place, evidence)?.value.size : file.size;
  return size === undefined || size > new TextEncoder().encode(entry).length + shebang;
}

/** The lines that were found in a script, where each of them is the miner's. */
function linesRemoval(value: Autostart, evidence: Case): RemovalStep[] {
  const { place, entry = '' } = value;
  const lines = entry.split('\n');
  const files = minerFiles(evidence);
  if (!lines.every((line) => isExact(line) && isWholeCommand(line) && isWholly(line)))
    return [byHand(`Other lines stand in ${place}: take out the miner’s alone, with an editor.`)];
  return lines.map((line) => ({ do: 'delete-line', path: place, line }));

  function isWholly(line: string): boolean {
    const isNamed = lines.length === 1 || [...files.keys()].some((path) => line.includes(path));
    return isNamed && isWhollyTheMiners(line, files);
  }
}

/** A part of an `if`, a loop or a longer command would leave a broken script behind. */
function isWholeCommand(line: string): boolean {
  const words =
    line.match(
      /\b(?:if|then|else|elif|fi|for|while|until|do|done|case|esac)\b|[{}\\]\s*$|^\s*[|&]|[|&]{2}\s*$|\|\s*$/g,
    ) ?? [];
  return words.length === 0;
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
  if (mechanism === 'ssh-key')
    return `Ask everybody who logs in as ${user ?? 'that account'} whose key this is: ${name ?? 'the one in that line'}. If nobody knows it, take its line out of ${place}.`;
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
