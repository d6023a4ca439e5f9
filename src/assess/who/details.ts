/** The lines below the answer: pointers with what it takes to plant each, what ties nobody, what disagrees. */
import type { Case } from '../../model/case.ts';
import type { Weighing } from '../../model/weighing.ts';
import { destinations, ofKind, paidWallets } from '../evidence.ts';
import { listed } from '../words.ts';
import { sharedWith } from './exclusive.ts';
import { pointingNames } from './pointers.ts';

/** What miners' documentation tells everyone to type: it points to nobody. */
const defaultPasswords: ReadonlySet<string> = new Set(['', 'x', 'X', '1', '123', '1234', 'pass', 'password']);

/** What points somewhere, in words that a sentence can hold: `the name a.example`, `the password KJU`. */
export function pointersInWords(evidence: Case): string[] {
  const names = pointingNames(evidence).map(({ value }) => value.name);
  return [
    ...(names.length > 0 ? [`the name ${listed(names)}`] : []),
    ...(names.length > 0 ? passwords(evidence).map((password) => `the password ${password}`) : []),
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
  const strings = traces.filter(({ trace }) => trace === 'user-string').map(({ text }) => `“${text}”`);
  const clock = traces.find(({ trace }) => trace === 'compile-time');
  const pointers: string[] = [];
  if (names.length > 0)
    pointers.push(`The name ${listed(names)}: writing a name into a file takes no access to its zone.`);
  if (passwords(evidence).length > 0) pointers.push(`The password ${listed(passwords(evidence))}: free text.`);
  if (paths.length > 0)
    pointers.push(`The path ${listed(paths, 2)}: set by whoever built the file, or typed in later.`);
  if (strings.length > 0) pointers.push(`The wording ${listed(strings, 2)}: a language is easy to borrow.`);
  if (clock)
    pointers.push(`The compile time ${clock.time?.slice(0, 10) ?? clock.text}: four bytes that anyone can set.`);
  if (paidWallets(evidence).length > 0)
    pointers.push('The wallet: anyone can mine to any address. Who can spend from it is the dear evidence.');
  return pointers;
}

const mostReasons = 3;

/** What an earlier case shares with this one and what ties nobody all the same. */
export function noTies(evidence: Case): string[] {
  return ofKind(evidence, 'incident').flatMap(({ value }) => {
    const { noTie } = sharedWith(value, evidence);
    return noTie.length === 0
      ? []
      : `No tie to the earlier case ${value.item}: ${noTie.slice(0, mostReasons).join('; ')}.`;
  });
}

export function overridesInWords({ overrides, remarks }: Weighing): string[] {
  const overruled = overrides.map(({ what, reason, by }) => `Overruled by ${by}: ${what}. Reason: ${reason}`);
  return [...overruled, ...remarks];
}
