/**
 * What a command says by itself about those who wrote it: that it decodes what it runs, that it starts something from a
 * temporary or a hidden folder, or under a name that poses as a part of the system.
 * Does not see: what the started programs do.
 */

import { startsInTheOpen } from '../../../intel/unix/hidden-names.ts';
import { isThreadFileName } from '../../../intel/unix/kernel-threads.ts';
import { isSystemPart, systemParts } from '../../../intel/unix/system-programs.ts';
import { inTemporaryFolder } from '../../../intel/unix/temporary-folders.ts';
import type { Autostart } from '../../../model/machine-payloads.ts';
import { nameOf } from './path-names.ts';

export type Reason = Autostart['why'][number];

const longest = 8192;

/** Something that undoes an encoding; a few escapes in a row are colours of a terminal. */
const undoes =
  /\b(?:base(?:64|32)\s+(?:-\w{0,4}[dD]\b|--decode)|openssl\s+(?:enc|base64)\s[^|;]{0,200}?-d\b|xxd\s+-\w{0,4}r|uudecode|b64decode|decode_base64|base64_decode|FromBase64String|unpack\s{0,4}\(?\s{0,4}["'][uHm])|(?:\\x[0-9a-fA-F]{2}){4}|(?:\\0?[0-7]{3}){4}|\|\s{0,9}rev\s{0,9}\|/;
/**
 * Something that runs what comes out of it: an interpreter without a program of its own, `eval`, a command's output.
 */
const runsText =
  /\|\s{0,9}(?:sudo\s{1,9})?(?:\/\S{1,64}\/)?(?:(?:ba|da|z|k|a)?sh\b|(?:python[\d.]*|perl|php|node|ruby)\s{0,9}-?\s{0,9}(?:$|[;|&>)"']))|\beval\b|\bexec\s{0,4}\(|\b(?:ba|da|z|k|a)?sh\s+-\w{0,4}c\s+["']?(?:\$\(|`)|(?:\b(?:ba|da|z|k|a)?sh|\bsource|(?:^|[\s;&])\.)\s{1,9}<\(|(?:^|[;&|])\s{0,9}["']?(?:\$\(|`)|\bsystem\s{0,4}\(/;

export function decodesAndRuns(command: string): boolean {
  const lines = command.slice(0, longest).split('\n');
  return lines.some((line) => undoes.test(line) && runsText.test(line));
}

/** A shell that is handed to whoever answers at the other end; that a port answers is asked by many. */
const handsOverShell =
  /\bsh\s{1,9}-\w{0,4}i\b[^\n]{0,200}\/dev\/(?:tcp|udp)\/|\/dev\/(?:tcp|udp)\/[^\s/]{1,255}\/\d{1,5}[^\n]{0,200}?(?:\b0>&1|\b0<&\d|\|\s{0,9}(?:ba|da|z)?sh\b)|sh\s{0,9}\d{0,3}<>?\s{0,9}\/dev\/(?:tcp|udp)\/|\bn(?:c|cat|etcat)\b[^|;&\n]{0,200}\s-\w{0,8}[ec]\s{0,9}\S{0,64}sh\b|pty\.spawn\(/i;
/** The same in pieces, all of them in one line. */
const handsOverTogether: readonly (readonly RegExp[])[] = [
  [/\bsocat\b/, /\bexec:["']?\S{0,64}sh\b/i],
  [/\bmkfifo\b/, /\bsh\b/, /\bn(?:c|cat|etcat)\s/],
];

export function handsOver(command: string): boolean {
  const text = command.slice(0, longest);
  if (handsOverShell.test(text)) return true;
  const lines = text.split('\n');
  return lines.some((line) => handsOverTogether.some((pieces) => pieces.every((piece) => piece.test(line))));
}

/** Devices are named in the open: what hides among them is kept in memory alone. */
export function isTemporary(path: string): boolean {
  return inTemporaryFolder(path) || path.startsWith('/dev/.');
}

export function isInHiddenFolder(path: string): boolean {
  return path
    .split('/')
    .slice(1, -1)
    .some((part) => /^\.[^.]|^\.\.\.|^\.\.\s|^\s*$/.test(part) && !startsInTheOpen(part));
}

// --- posing ---------------------------------------------------------------------------------------------------

/** Wherever somebody installs programs: `/usr/sbin`, `/opt/x/bin`, `/var/lib/rancher/…/bin`. */
const programFolders = /\/(?:s?bin|lib(?:exec|32|64)?)\//;

/** A program that bears the name of a kernel's thread, or of a system's program and stands where no programs stand. */
export function posesAsSystemProgram(path: string): boolean {
  const name = nameOf(path);
  if (isThreadFileName(name)) return true;
  return isSystemPart(name) ? !programFolders.test(path) : isAlmostSystemName(name);
}

/** A unit or a service's script, with its ending or without. */
export function posesAsSystemUnit(name: string): boolean {
  const plain = name.replace(/\.(?:service|timer|path|socket)$/, '').replace(/@.*$/s, '');
  return isThreadFileName(plain) || isAlmostSystemName(plain);
}

/** With a copy's digits; no name of a system's program comes near it. */
const longestName = 60;

/** One letter off: added, left out, replaced or swapped with its neighbour. Digits at the end tell copies apart. */
export function isAlmostSystemName(name: string): boolean {
  if (name.length > longestName) return false;
  const plain = name.replace(/@?\d*$/, '');
  if (plain.length < 7 || isSystemPart(plain)) return false;
  return systemParts.some((known) => known.length >= 7 && !isRelative(plain, known) && isOneLetterOff(plain, known));
}

/** `rsyslog` starts `rsyslogd`, a `firewall` of one's own is no `firewalld`, and `chronyc` speaks to `chronyd`. */
function isRelative(name: string, known: string): boolean {
  return known.slice(0, -1) === name || known.slice(0, -1) === name.slice(0, -1);
}

function isOneLetterOff(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  let end = 0;
  const most = Math.min(left.length, right.length) - start;
  while (end < most && left.at(-1 - end) === right.at(-1 - end)) end++;
  const [restLeft, restRight] = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
  if (restLeft.length <= 1 && restRight.length <= 1) return true;
  return restLeft.length === 2 && restLeft === [...restRight].reverse().join('');
}
