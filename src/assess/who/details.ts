/** The lines below the answer: pointers with what it takes to plant each, what ties nobody, what disagrees. */
import type { Case } from '../../model/case.ts';
import type { Weighing } from '../../model/weighing.ts';
import { destinations, ofKind, paidWallets } from '../evidence.ts';
import { cut, listedNames } from '../long-names.ts';
import { sentence } from '../weighed-answer.ts';
import { listed } from '../words.ts';
import { tiesTo } from './exclusive.ts';
import { pointingNames } from './pointers.ts';

/** What miners' documentation tells everyone to type: it points to nobody. */
const defaultPasswords: ReadonlySet<string> = new Set(['', 'x', 'X', '1', '123', '1234', 'pass', 'password']);

/** What points somewhere, in words that a sentence can hold: `the name a.example`, `the password KJU`. */
export function pointersInWords(evidence: Case): string[] {
  const names = pointingNames(evidence).map(({ value }) => value.name);
  return [
    ...(names.length > 0 ? [`the name ${listedNames(names)}`] : []),
    ...(names.length > 0
      ? passwords(evidence)
          .slice(0, 1)
          .map((password) => `the password ${cut(password, 40)}`)
      : []),
  ];
}

function passwords(evidence: Case): string[] {
  const all = destinations(evidence).flatMap(({ password }) =>
    password === undefined || defaultPasswords.has(password) ? [] : password,
  );
  return [...new Set(all)];
}

/** Every pointer with what it takes to plant it. */
export function plantable(evidence: Case): string[] {
  const names = pointingNames(evidence).map(({ value }) => value.name);
  const traces = ofKind(evidence, 'build-trace').map(({ value }) => value);
  const paths = traces.filter(({ trace }) => trace === 'pdb-path' || trace === 'build-path').map(({ text }) => text);
  const strings = traces.filter(({ trace }) => trace === 'user-string').map(({ text }) => `“${cut(text)}”`);
  const clock = traces.find(({ trace }) => trace === 'compile-time');
  const pointers: string[] = [];
  if (names.length > 0)
    pointers.push(`The name ${listedNames(names)}: writing a name into a file takes no access to its zone.`);
  if (passwords(evidence).length > 0) pointers.push(`The password ${listedNames(passwords(evidence))}: free text.`);
  if (paths.length > 0)
    pointers.push(`The path ${listedNames(paths, 2)}: set by whoever built the file, or typed in later.`);
  if (strings.length > 0) pointers.push(`The wording ${listed(strings, 2)}: a language is easy to borrow.`);
  if (clock)
    pointers.push(`The compile time ${clock.time?.slice(0, 10) ?? clock.text}: four bytes that anyone can set.`);
  if (paidWallets(evidence).length > 0)
    pointers.push('The wallet: anyone can mine to any address. Who can spend from it is what counts.');
  return pointers;
}

const mostReasons = 3;
/** Lines of one sort; the rest stands in the report's observations. */
const mostLines = 6;

function limited(lines: readonly string[], what: string): string[] {
  const more = lines.length - mostLines;
  return more <= 0 ? [...lines] : [...lines.slice(0, mostLines), `${more} more ${what} are not told here.`];
}

/** What an earlier case shares with this one and what ties nobody all the same. */
export function noTies(evidence: Case): string[] {
  const ties = tiesTo(evidence);
  const lines = ofKind(evidence, 'incident').flatMap(({ value }) => {
    const { noTie } = ties(value);
    return noTie.length === 0
      ? []
      : `No tie to the earlier case ${value.item}: ${noTie.slice(0, mostReasons).join('; ')}.`;
  });
  return limited(lines, 'earlier cases');
}

export function overridesInWords({ overrides, remarks }: Weighing): string[] {
  const overruled = overrides.map(
    ({ what, reason, by }) =>
      `Overruled by ${cut(by)}: ${cut(what, 200)}. The reason given: ${sentence(cut(reason, 200))}`,
  );
  return limited([...overruled, ...remarks], 'overrides and remarks');
}
