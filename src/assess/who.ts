/**
 * Who could be behind it? A first version without numbers: it weighs nothing, names nobody, and says of every pointer
 * what it costs to plant one.
 * Does not see: other cases, payment records, language, infrastructure; those come with the weighing engine.
 */
import type { Answer } from '../model/answer.ts';
import type { Case } from '../model/case.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { destinations, highestStage, idsOf, isAtLeast, ofKind, paidWallets } from './evidence.ts';
import { listed, shortened } from './words.ts';

export const who: Assessor = defineAssessor({
  id: 'who',
  question: 'who',
  assess(evidence) {
    const hasMiner = isAtLeast(highestStage(evidence), 'capability');
    const pointers = hasMiner ? pointersIn(evidence) : [];
    return {
      question: 'who',
      says: hasMiner ? says(pointers.length) : 'Nothing here mines, so there is nobody to look for.',
      details: pointers,
      confidence: 'low',
      hypotheses: [],
      because: idsOf(ofKind(evidence, 'network-name'), ofKind(evidence, 'build-trace')),
      next: hasMiner ? next(evidence) : [],
    } satisfies Answer;
  },
});

function says(pointers: number): string {
  const open =
    'Not enough evidence to name anyone. The author, a copycat, a borrowed kit, a false flag and the owner are all still possible.';
  return pointers === 0 ? open : `${open} Whatever points somewhere here is cheap to plant.`;
}

/** What miners' documentation tells everyone to type: it points to nobody. */
const defaultPasswords: ReadonlySet<string> = new Set(['', 'x', 'X', '1', '123', '1234', 'pass', 'password']);

/** Every pointer with what it takes to plant it. */
function pointersIn(evidence: Case): string[] {
  const names = ofKind(evidence, 'network-name').map(({ value }) => value.name);
  const traces = ofKind(evidence, 'build-trace').map(({ value }) => value);
  const paths = traces.filter(({ trace }) => trace === 'pdb-path' || trace === 'build-path').map(({ text }) => text);
  const strings = traces.filter(({ trace }) => trace === 'user-string').map(({ text }) => `“${text}”`);
  const clock = traces.find(({ trace }) => trace === 'compile-time');
  const passwords = destinations(evidence).flatMap(({ password }) =>
    password === undefined || defaultPasswords.has(password) ? [] : password,
  );
  const pointers: string[] = [];
  if (names.length > 0)
    pointers.push(`The name ${listed(names)}: writing a name into a file takes no access to its zone.`);
  if (passwords.length > 0) pointers.push(`The password ${listed(passwords)}: free text.`);
  if (paths.length > 0)
    pointers.push(`The path ${listed(paths, 2)}: set by whoever built the file, or typed in later.`);
  if (strings.length > 0) pointers.push(`The wording ${listed(strings, 2)}: a language is easy to borrow.`);
  if (clock)
    pointers.push(`The compile time ${clock.time?.slice(0, 10) ?? clock.text}: four bytes that anyone can set.`);
  if (paidWallets(evidence).length > 0)
    pointers.push('The wallet: anyone can mine to any address. Who can spend from it is the dear evidence.');
  return pointers;
}

function next(evidence: Case): string[] {
  const wallets = paidWallets(evidence);
  const steps = wallets.flatMap(({ known, base, paymentId }) =>
    known === 'custodial' && base !== undefined && paymentId !== undefined
      ? [
          `Who holds payment id ${paymentId} at the service behind base ${shortened(base)}: its records are dear to forge.`,
        ]
      : [],
  );
  if (wallets.length > 0)
    steps.push('The payment history at public pools: an account paid before this file was built is not made for it.');
  if (ofKind(evidence, 'network-name').length > 0)
    steps.push('Passive DNS for the name: whether it ever resolved, when, and to what.');
  return steps.length > 0
    ? steps
    : ['An account, a server or a payment: without one of them there is nothing dear to forge.'];
}
