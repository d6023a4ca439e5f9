/**
 * Where does the money go? Every account that is mined for, told by what it is, what pools recorded of it, and whose it
 * could be. What an address says by itself is certain; whose it is is weighed (tables/money.ts).
 * Source for folding and custodial bases: Monero's integrated addresses; see docs/ on intelligence for the bases.
 * Does not see: payments on the chain, pools that nobody asked, what a proxy in between pays out.
 */
import type { Answer } from '../model/answer.ts';
import type { Case } from '../model/case.ts';
import { addressOf } from '../model/endpoint.ts';
import type { Observation } from '../model/observation.ts';
import type { Wallet } from '../model/payloads.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { contactsAt, farEnds } from './contacts.ts';
import { destinations, highestStage, idsOf, isAtLeast, ofKind, supporting } from './evidence.ts';
import {
  accountLines,
  accountName,
  addressFacts,
  coinDetails,
  idsBesideLogins,
  knownDetails,
  unpaidWallets,
} from './money/account-words.ts';
import { type Account, accountsIn, isPublished, mainAccount } from './money/accounts.ts';
import { earningsIn } from './money/earnings.ts';
import { paymentDetails, paymentSentence, totalsFor } from './money/payments.ts';
import type { Total } from './money/total.ts';
import { victimCostIn } from './money/victim-cost.ts';
import { wayInWords } from './money/ways.ts';
import { moneyTable, type Owner, serviceAsk } from './tables/money.ts';
import { likely } from './weighing/bands.ts';
import { type Weighed, weigh } from './weighing/weigh.ts';
import { capitalized, counted, listed, shortened } from './words.ts';

/** Next steps of one answer: more would not be read. */
const mostSteps = 4;

export const money: Assessor = defineAssessor({
  id: 'money',
  question: 'money',
  table: moneyTable,
  assess(evidence) {
    const accounts = accountsIn(evidence);
    const main = mainAccount(evidence);
    return main === undefined ? nobodyIsPaid(evidence) : answer(evidence, accounts, main);
  },
});

function nobodyIsPaid(evidence: Case): Answer {
  const nameless = supporting(evidence, 'active').filter((seen) => seen.kind === 'stratum-session');
  const published = publishedIn(evidence);
  return {
    question: 'money',
    says: unknownAccount(evidence, nameless) ?? toNobody(published),
    details: [
      ...unpaidWallets(evidence, published),
      ...paymentDetails([], evidence),
      ...earningsIn(evidence),
      ...victimCostIn(evidence),
    ],
    confidence: 'low',
    hypotheses: [],
    because: [],
    next: whereItStands(evidence, nameless),
  };
}

/** Wallets that everybody knows, which something is set to mine for that starts by itself or runs. */
function publishedIn(evidence: Case): { readonly wallet: Wallet }[] {
  const seen = supporting(evidence, 'capability');
  // A program of a miner names its authors' wallets, and nobody need start it.
  if (!seen.some(({ kind }) => kind === 'autostart' || kind === 'process')) return [];
  const logins = new Set(
    seen.flatMap((one) =>
      one.kind === 'mining-config' && one.value.source !== 'binary'
        ? one.value.pools.flatMap(({ wallet }) => wallet ?? [])
        : [],
    ),
  );
  const wallets = ofKind(evidence, 'wallet').filter(({ value }) => value.known && logins.has(value.address));
  return [...new Map(wallets.map(({ value }) => [value.address, { wallet: value }])).values()];
}

function toNobody(published: readonly { readonly wallet: Wallet }[]): string {
  const [first] = published;
  if (first === undefined) return 'Nothing here is set to pay an account.';
  const { address, known, knownWhy } = first.wallet;
  const why = knownWhy?.split(';', 1)[0] ?? (known === 'donation' ? 'donations' : 'an example of a manual');
  return `To no account of anybody here: what is set up names ${shortened(address)}, a wallet that is published (${why})${published.length > 1 ? `, and ${published.length - 1} more like it` : ''}.`;
}

type Session = Observation<'stratum-session'>;

/** Traffic leads to a pool, and the login is not in it: under TLS, or said before the capture began. */
function unknownAccount(evidence: Case, nameless: readonly Session[]): string | undefined {
  if (nameless.length > 0)
    return `Not known. Work goes to ${listed(nameless.map(({ value }) => value.server))}; the login was not captured, so the account that is paid is not known.`;
  const ends = farEnds(evidence);
  if (ends.length === 0) return undefined;
  return `Not known. Traffic leads to ${listed(ends)}; the login was not read, so the account that is paid is not known.`;
}

function whereItStands(evidence: Case, nameless: readonly Session[]): string[] {
  if (nameless.length > 0) {
    const machines = nameless.map(({ value }) => addressOf(value.client));
    const again =
      'Record again from before the miner connects: a login is the first thing that it says, also where it comes back after its connection was cut.';
    return [again, ...askBothEnds(machines, [...new Set(nameless.map(({ value }) => value.server))])];
  }
  const ends = farEnds(evidence);
  if (ends.length === 0) return [];
  const machines = contactsAt(evidence, 'configured').flatMap(({ machine }) => machine ?? []);
  return askBothEnds([...new Set(machines)], ends);
}

/** The account stands in clear at both ends of what was hidden on the way. */
function askBothEnds(machines: readonly string[], ends: readonly string[]): string[] {
  const where = machines.length > 0 ? listed(machines) : 'the machine';
  return [
    `On ${where}, find the process that talks to ${listed(ends)} and scan its program, its command line and its configuration with Davylamp: the account stands there in clear.`,
    `Ask whoever runs ${listed(ends)} which account logged in from that address at that time: a pool keeps it, and a court or a CERT can ask.`,
  ];
}

function answer(evidence: Case, accounts: readonly Account[], main: Account): Answer {
  const receiving = accounts.filter((account) => !isPublished(account));
  const totals = totalsFor(accounts, evidence);
  const weighed = weigh('money', moneyTable, evidence);
  const { confidence, hypotheses, linchpin, weighing } = weighed;
  const basis = weighing.items.flatMap(({ observations }) => observations);
  return {
    question: 'money',
    says: sentences([
      destination(evidence, receiving),
      receiving.length > 0 ? whose(weighed, main, receiving.length) : undefined,
      paymentSentence(totalsFor(receiving, evidence)[0], receiving.length === 1 ? 'it' : 'them', evidence),
    ]),
    details: details(evidence, accounts, main, totals),
    confidence,
    hypotheses,
    ...(linchpin === undefined ? {} : { linchpin }),
    because: [
      ...new Set([...basis, ...idsOf(supporting(evidence, 'configured'), recordsAmong(evidence, totals))]),
    ].slice(0, 100),
    next: steps(evidence, weighed, totals, main),
    weighing,
  };
}

function sentences(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}

/** The certain half: which account, at which pools. */
function destination(evidence: Case, receiving: readonly Account[]): string {
  const paying = receiving.length > 0 ? receiving.flatMap((account) => account.destinations) : destinations(evidence);
  // A file tells where it would mine; only traffic shows that it did.
  const isSeen = isAtLeast(highestStage(evidence), 'active');
  const through = wayInWords(evidence, paying, isSeen);
  const wallets = receiving.filter(({ wallet }) => wallet !== undefined);
  const logins = receiving.flatMap(({ login }) => (login === undefined ? [] : shortened(login)));
  const also = logins.length > 0 ? ` and to ${counted(logins.length, 'login')} (${listed(logins)})` : '';
  const [first] = wallets;
  if (first && wallets.length === 1) return `To ${accountName(first)}${also}${through}.`;
  if (first) {
    const coins = listed(wallets.map(({ wallet }) => capitalized(wallet?.coin ?? '')));
    return `To ${counted(wallets.length, 'account')} (${coins})${also}${through}.`;
  }
  if (logins.length > 0)
    return `To ${counted(logins.length, 'login')} (${listed(logins)})${through}. No wallet was decoded there: the pool knows whom it pays.`;
  return `To no actor that this shows: the only wallets here are donation or example addresses${through}.`;
}

const bandWords: ReadonlyMap<string, string> = new Map([
  ['likely', 'likely'],
  ['very likely', 'very likely'],
  ['almost certain', 'almost certainly'],
]);

/** The weighed half: whose it is, where one reading is likely. */
function whose(weighed: Weighed<Owner>, main: Account, accounts: number): string | undefined {
  const { leader, probability, hypotheses } = weighed;
  const band = bandWords.get(hypotheses.find(({ id }) => id === leader)?.band ?? '');
  if (leader === 'unknown' || probability < likely.least || band === undefined)
    return main.wallet === undefined ? undefined : 'Whose it is cannot be told from this.';
  const subject = accounts === 1 ? 'It' : `The first, ${shortened(main.wallet?.address ?? main.id)},`;
  return `${subject} is ${band} ${moneyTable.readings[leader].label}.`;
}

function details(evidence: Case, accounts: readonly Account[], main: Account, totals: readonly Total[]): string[] {
  const all = [
    ...addressFacts(main),
    ...accountLines(accounts),
    ...accounts.slice(0, 10).flatMap(knownDetails),
    ...idsBesideLogins(accounts),
    ...paymentDetails(totals, evidence),
    ...coinDetails(accounts),
    ...earningsIn(evidence),
    ...victimCostIn(evidence),
    ...unpaidWallets(evidence, accounts),
  ];
  // Two accounts at one service give the same sentence about it.
  return [...new Set(all)];
}

function recordsAmong(evidence: Case, totals: readonly Total[]): { id: string }[] {
  const payers = totals.flatMap(({ paying, seeing, without }) => [...paying, ...seeing, ...without]);
  const ids = new Set(payers.flatMap(({ records }) => records.map(({ id }) => id)));
  return ofKind(evidence, 'pool-record').filter(({ id }) => ids.has(id));
}

/** The service first where it is known to be one: its records settle what nothing else can. */
function steps(evidence: Case, { asks }: Weighed, totals: readonly Total[], main: Account): string[] {
  const service = main.wallet?.known === 'custodial' ? serviceAsk(evidence) : undefined;
  const asked = totals.reduce(
    (sum, { paying, seeing, without }) => sum + paying.length + seeing.length + without.length,
    0,
  );
  const others =
    asked > 0
      ? `Ask other pools, too, and these again: ${counted(asked, 'pool')} ${asked === 1 ? 'was' : 'were'} asked.`
      : undefined;
  const all = [service, ...asks.map(({ ask }) => ask), others].filter((step) => step !== undefined);
  return [...new Set(all)].slice(0, mostSteps);
}
