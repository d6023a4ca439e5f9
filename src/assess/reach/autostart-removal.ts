/**
 * How an entry that is shown to be the miner's is taken out: a line of a file, a file that holds nothing else, a unit.
 */
import type { RemovalStep } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { ofKind } from '../evidence.ts';
import { perCase } from '../per-case.ts';
import { shownTie } from './autostart-ties.ts';
import { isWhollyTheMiners } from './command-parts.ts';
import { byHand } from './draft.ts';
import { afterwards, jobRemoval, managerRemoval } from './keeper-removal.ts';
import { artifactsByPath, hashOf, minerFiles, traceOf } from './miner-ties.ts';
import { startedFiles } from './started-files.ts';
import { isWholeFile } from './whole-files.ts';

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
  'boot-hook',
]);

/** Steps for an entry that is shown to be the miner's. */
export function removalOf(value: Autostart, evidence: Case): RemovalStep[] {
  const ofWindows = windowsStep(value);
  if (ofWindows !== undefined) return [ofWindows];
  if (value.packaged === 'yes' || value.packaged === 'changed')
    return [byHand('A package of the system brought this file: put the package’s own file back (install it again).')];
  if (value.mechanism === 'process-manager') return managerRemoval(value, evidence);
  return jobRemoval(value) ?? [...ownRemoval(value, evidence), ...afterwards(value)];
}

function ownRemoval(value: Autostart, evidence: Case): RemovalStep[] {
  if (isWholeFile(value)) return fileRemoval(value, evidence);
  if (!isLineOfFile(value)) return [byHand(lookAt(value))];
  return lineRemoval(value, evidence);
}

/** Of a daemon's settings only those that are lists: a line out of a block may leave what the daemon refuses. */
function isLineOfFile({ mechanism, place, entry = '' }: Autostart): boolean {
  // A word of the kernel's line.
  if (/^(?:rd)?init=/.test(entry)) return false;
  const isList = /inetd\.conf$|incron|\/logrotate|snmpd?\.conf$|\/(?:binfmt|modprobe|sysctl)\.d\/|\/sysctl\.conf$/.test(
    place,
  );
  return mechanism === 'daemon-hook' ? isList : lineFiles.has(mechanism);
}

function fileRemoval(value: Autostart, evidence: Case): RemovalStep[] {
  const { mechanism, place, name, entry } = value;
  // A line that was added to somebody else's unit goes alone.
  if (mechanism === 'systemd' && !isMinersUnit(value, evidence)) return lineRemoval(value, evidence);
  if ((scripts.has(mechanism) || isScript(place)) && entry !== undefined && holdsMore(value, evidence))
    return linesRemoval(value, evidence);
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
  'boot-hook',
]);

/** Scripts of cloud-init, of a disk's watchman and of Jenkins, in folders of their own. */
function isScript(place: string): boolean {
  return /^\/var\/lib\/cloud\/scripts\/|\/smartmontools\/run\.d\/|\/init\.groovy\.d\//.test(place);
}

/** `#!/usr/bin/env bash` and a line feed or two. */
const shebang = 24;

/** Whether more stands in the file than what was found in it; in doubt it does. */
function holdsMore({ place, entry = '' }: Autostart, evidence: Case): boolean {
  const file = artifactsByPath(evidence).get(place);
  const sizes = [file?.sha256 === undefined ? undefined : file.size, traceOf(place, evidence)?.value.size];
  const known = sizes.filter((size) => size !== undefined);
  return known.length === 0 || Math.max(...known) > new TextEncoder().encode(entry).length + shebang;
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
  return !partial.test(line);
}

const partial = /\b(?:if|then|else|elif|fi|for|while|until|do|done|case|esac)\b|[{}\\]\s*$|^\s*[|&]|[|&]{2}\s*$|\|\s*$/;

/** The probes keep 2,048 characters of an entry, and a byte that is no UTF-8 cannot be told from another. */
const longestEntry = 2048;

function lineRemoval({ place, entry, starts, mechanism }: Autostart, evidence: Case): RemovalStep[] {
  if (!isExact(entry)) return [byHand(`Take the entry out of the file with an editor, and leave the rest as it is.`)];
  const asCommand = mechanism !== 'ld-preload' && mechanism !== 'ssh-key';
  if (asCommand && !isWhollyTheMiners(starts ?? entry, ownFiles(evidence)))
    return [byHand('The line also does something else: take out the miner’s part alone, with an editor.')];
  return [{ do: 'delete-line', path: place, line: entry }];
}

/** The miner's files, and scripts that are shown to be what its entries start. */
const ownFiles = perCase((evidence: Case) => {
  const started = [...startedFiles(evidence)].filter(({ proof }) => proof === 'shown').map(({ path }) => path);
  return new Set([...minerFiles(evidence).keys(), ...started]);
});

function isExact(entry: string | undefined): entry is string {
  if (entry === undefined || entry.trim() === '' || entry.length >= longestEntry) return false;
  return !/[\n\r\0\ufffd\ud800-\udfff]/.test(entry);
}

/** All that it starts is the miner's, the service itself among it. */
function isMinersUnit({ place, entry = '' }: Autostart, evidence: Case): boolean {
  const isService = entry === '' || /^\s*(?:ExecStart|Unit|OnCalendar|OnBootSec|OnUnitActiveSec)\s*=/i.test(entry);
  const beside = ofKind(evidence, 'autostart').filter(({ value }) => value.place === place);
  return isService && beside.every((seen) => shownTie(seen, evidence)?.proof === 'shown');
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

export function lookAt({ mechanism, place, name, user }: Autostart): string {
  if (mechanism === 'ssh-key')
    return `Ask everybody who logs in as ${user ?? 'that account'} whose key this is: ${name ?? 'the one in that line'}. If nobody knows it, take its line out of ${place}.`;
  if (mechanism === 'account')
    return `Ask who made the account ${name ?? user ?? place}; lock it (usermod -L, chage -E0) if nobody did.`;
  if (mechanism === 'polkit') return `Ask who gave this right in ${place}; move the file away if nobody did.`;
  if (mechanism === 'set-uid')
    return `Ask who made ${place} run as its owner for everybody; take that away (chmod u-s) if nobody did, and the file where it is a copy.`;
  if (mechanism === 'sudoers') return `Ask who gave this right in ${place}; take it out with visudo if nobody did.`;
  if (mechanism === 'pam') return `Hold ${place} against its package, and install the package again where it differs.`;
  if (mechanism === 'kernel-module' || mechanism === 'ebpf')
    return 'What runs within the kernel can hide anything, also from its own removal: examine the disk from another system, and build the machine anew.';
  return `Look at ${place} and ask who set it up; switch it off if nobody did.`;
}
