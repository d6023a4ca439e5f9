/**
 * What to remove from a machine, as a script for a POSIX shell: printed for a person to read, and never run by us. Called
 * plainly it only tells what it would do; with `--yes` it acts, and each step makes sure of what it touches first. What it
 * takes away it moves into a folder, so that nothing is lost.
 * Does not do: what needs judgement (accounts, kernel modules, clusters, packages, secrets); that is told in words.
 */
import type { ReachItem, RemovalStep } from '../model/answer.ts';
import type { Report } from '../model/report.ts';
import { comment, shellText, type Word, word } from './removal/quote.ts';
import { removalShell } from './removal/shell.ts';
import { stepInWords } from './step-words.ts';
import { readableTime } from './words.ts';

/** Undefined where no machine was examined, or nothing on it mines. */
export function renderRemoval(report: Report): string | undefined {
  const items = report.answers.find(({ question }) => question === 'reach')?.items ?? [];
  if (items.length === 0) return undefined;
  const machine = report.observations.find((seen) => seen.kind === 'machine')?.value;
  const isRunning = machine?.form === 'running';
  const root = isRunning ? '' : (report.inputs[0] ?? '');
  return [
    '#!/bin/sh',
    ...header(report, machine?.name, isRunning).map(comment),
    '',
    '# shellcheck disable=SC2015,SC2016 # telling cannot fail; our own words hold backquotes',
    '',
    '# Where the disk of that machine is mounted; empty: this machine.',
    assigned('root', root),
    '# What is taken away is moved into this folder, one for each run. --keep DIR names another one.',
    'keep=./davylamp-removed-$(date +%Y-%m-%dT%H%M%S)',
    '',
    removalShell.trim(),
    '',
    ...items.flatMap(itemLines),
    'finish',
    '',
  ].join('\n');
}

function header(report: Report, name: string | undefined, isRunning: boolean): string[] {
  const of = isRunning ? 'a running machine' : 'a disk or a collection of files';
  return [
    `Davylamp ${report.tool.version}: what to remove, in this order.`,
    `From the report of ${readableTime(report.generatedAt)} about ${of}${name === undefined ? '' : ` (${name})`}.`,
    '',
    'Read it before you use it, and make a copy of the evidence first: the report as JSON, the files, the disk.',
    'Without --yes it changes nothing and tells what it would do. With --yes it acts, as root.',
    'It touches only what is still exactly as the report has it, and refuses the rest.',
    'What it takes away it keeps in a folder: move that off the machine, or a later check finds the miner there.',
    'It cannot tell what else was done to the machine. After it: restart, wait a day, davylamp host --verify REPORT.',
  ];
}

function itemLines({ id, what, place, says, proof, removal }: ReachItem): string[] {
  if (removal.length === 0) return [];
  return [
    comment(`${id}, ${what}, ${proof}: ${place}: ${says}`),
    ...removal.flatMap((step) => stepLines(step, removal, place)),
    '',
  ];
}

/** One step: its words into variables, then the function that checks and acts. */
function stepLines(step: RemovalStep, all: readonly RemovalStep[], place: string): string[] {
  const says = stepInWords(step);
  const told = word(shellText(says));
  // Among other lines, “look at it” must say at what.
  const byHand = call('by_hand', [word(shellText(says.includes(place) ? says : `${place}: ${says}`))]);
  switch (step.do) {
    case 'stop-process': {
      const seconds = Math.floor(Date.parse(step.start) / 1000);
      const isSound = Number.isSafeInteger(step.pid) && step.pid > 1 && Number.isFinite(seconds);
      return isSound
        ? call('stop_process', [told, word(String(step.pid)), word(step.program), word(String(seconds))])
        : byHand;
    }
    case 'delete-file': {
      const proof = proofOf(step);
      return proof === undefined ? byHand : call('delete_file', [told, word(step.path), ...proof]);
    }
    case 'delete-link':
      return call('delete_link', [told, word(step.path), word(step.target)]);
    case 'delete-folder':
      return call('delete_folder', [told, word(step.path)]);
    case 'delete-line':
      return step.line.trim() === '' || /[\n\r]/.test(step.line)
        ? byHand
        : call('delete_line', [told, word(step.path), word(step.line)]);
    case 'disable-unit': {
      // Only together with its own file, whose content is the proof.
      const file = all.find((one) => one.do === 'delete-file');
      const proof = file === undefined ? undefined : proofOf(file);
      const isSound = /^[A-Za-z0-9_][A-Za-z0-9:_.@-]{0,250}\.(?:service|timer|socket|path)$/.test(step.unit);
      if (file === undefined || proof === undefined || !isSound) return byHand;
      return call('disable_unit', [told, word(step.unit), word(step.user ?? ''), word(file.path), ...proof]);
    }
    case 'remove-container': {
      const isSound = /^(?:docker|podman)$/.test(step.runtime) && /^[A-Za-z0-9][\w.-]{0,127}$/.test(step.container);
      return isSound ? call('remove_container', [told, word(step.runtime), word(step.container)]) : byHand;
    }
    case 'set': {
      const isSound =
        /^(?:vm|kernel|net|fs)\.[a-z0-9_.]{1,80}$/.test(step.setting) && /^[\w. -]{1,60}$/.test(step.value);
      return isSound ? call('set_value', [told, word(step.setting), word(step.value)]) : byHand;
    }
    default:
      return byHand;
  }
}

/** What shows that a file is the one that is meant: its hash, or a line in it. */
function proofOf({ sha256, holds }: Extract<RemovalStep, { do: 'delete-file' }>): (Word | undefined)[] | undefined {
  if (sha256 !== undefined) return /^[0-9a-f]{64}$/.test(sha256) ? [word(sha256), word('')] : undefined;
  return holds === undefined || holds.trim() === '' || /[\n\r]/.test(holds) ? undefined : [word(''), word(holds)];
}

/** Words that no shell could be told exactly leave the step to a person. */
function call(name: string, words: readonly (Word | undefined)[]): string[] {
  const [told] = words;
  const known = words.filter((one) => one !== undefined);
  if (told !== undefined && known.length < words.length) return call('by_hand', [told]);
  const lines = known.flatMap(({ before }, i) => before(`word${i}`));
  return [...lines, [name, ...known.map(({ text }, i) => text(`word${i}`))].join(' ')];
}

function assigned(name: string, text: string): string {
  const value = word(text);
  if (value === undefined) return `${name}=/nonexistent`;
  const lines = value.before(name);
  return lines.length > 0 ? lines.join('\n') : `${name}=${value.text(name)}`;
}
