/**
 * Indicators of consent that histories and logs give of a miner that stands in the open: that somebody with an account
 * here typed it, and that this account was nobody else's on that day.
 * Does not see: who sat at the keyboard; a key that was stolen from the very machine that its owner logs in from.
 */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { firstMining } from '../entry/coverage.ts';
import { noStrangeLogin, strangeLogins } from '../entry/log-sights.ts';
import { ofKind } from '../evidence.ts';
import { cut, listedNames } from '../long-names.ts';
import { perCase } from '../per-case.ts';
import { breakIns } from './break-in.ts';
import { bare, namesOf, openUnits } from './on-machine.ts';
import type { WhoReading } from './reading.ts';

export const setUpByHand: readonly Indicator<WhoReading>[] = [
  {
    id: 'switched-on-by-hand',
    says: "An account's shell history installs it, or switches its unit on",
    likelihood: { state: 3, insider: 30, hobbyist: 40, prank: 8, criminal: 5, owner: 60 },
    why: 'administrators type what they set up, and their history keeps it; intruders mostly run scripts that keep none, though some type as well. With the record that sudo keeps of the same, it takes the machine itself to plant',
    forgeability: 'moderate',
    sees: switchedOnByHand,
  },
  {
    id: 'usual-logins-only',
    says: 'Whoever typed it logs in from where they always do, and nobody else logged in before',
    likelihood: { state: 5, insider: 50, hobbyist: 40, prank: 15, criminal: 7, owner: 55 },
    why: 'who types at an account of somebody else has to come in as them, and that login comes from a strange place; some intruders come by the owner’s own machine, or delete the line',
    forgeability: 'dear',
    sees: usualLoginsOnly,
  },
];

const installs = /\b(?:systemctl\s+(?:--\S+\s+)*(?:enable|start|restart)|apt(?:-get)?\s+install|dnf\s+install)\b/;

/** Where somebody broke in, or may have come as that account, a history may be theirs: it speaks for nobody. */
function mayBeTheirs(evidence: Case, account: string | undefined): boolean {
  return (
    breakIns(evidence).length > 0 ||
    strangeLogins(evidence).some(({ value }) => account === undefined || mayBecome(value.account, account))
  );
}

interface Typed {
  readonly seen: Observation<'process-start' | 'log-action' | 'persistence'>;
  /** The file that keeps it. */
  readonly file: string;
  readonly by: 'history' | 'sudo';
  readonly account?: string;
}

/** Where it was installed or switched on by hand: what histories keep first, then what sudo wrote down. */
const typedHere = perCase((evidence: Case): readonly Typed[] => {
  const names = new Set(openUnits(evidence).flatMap(({ value }) => namesOf(value).filter((name) => name.length > 2)));
  if (names.size === 0) return [];
  const files = new Map(evidence.artifacts.map(({ id, name }) => [id, name]));
  const isAboutIt = ({ value }: Typed['seen']): boolean =>
    ('action' in value && value.action === 'service-installed' && names.has(bare(value.what))) ||
    (installs.test(value.command ?? '') && (value.command ?? '').split(/[\s/]+/).some((word) => names.has(bare(word))));
  const typed = commandsIn(evidence).flatMap((seen): Typed[] => {
    const file = files.get(seen.at.artifact) ?? '';
    if (!isAboutIt(seen)) return [];
    if (/_history$/.test(file)) return [{ seen, file, by: 'history', ...accountOf(file) }];
    const account = 'user' in seen.value ? seen.value.user : undefined;
    return isSudos(seen) && account !== undefined ? [{ seen, file, by: 'sudo', account }] : [];
  });
  return typed
    .filter(({ account }) => !mayBeTheirs(evidence, account))
    .sort((a, b) => Number(a.by === 'sudo') - Number(b.by === 'sudo'));
});

/**
 * Commands that logs and histories hold. What switches a unit on is told as persistence where a script's words are
 * read.
 */
function commandsIn(evidence: Case): Typed['seen'][] {
  return [...ofKind(evidence, 'process-start'), ...ofKind(evidence, 'log-action'), ...ofKind(evidence, 'persistence')];
}

function isSudos({ value }: Typed['seen']): boolean {
  return 'program' in value && value.program === 'sudo';
}

/** By the home that a history stands in. */
function accountOf(file: string): Pick<Typed, 'account'> {
  const account = /^\/home\/([^/]{1,64})\//.exec(file)?.[1] ?? (file.startsWith('/root/') ? 'root' : undefined);
  return account === undefined ? {} : { account };
}

function* switchedOnByHand(evidence: Case): Generator<Sight> {
  const [first, ...others] = typedHere(evidence);
  if (first === undefined) return;
  const sudo = others.find(({ by, account }) => by === 'sudo' && (first.account ?? account) === account);
  const file = cut(first.file);
  if (first.by === 'history' && sudo !== undefined)
    yield {
      observation: first.seen,
      with: [sudo.seen],
      says: `${file} has it installed or switched on by hand, and ${cut(sudo.file)} has the same of ${sudo.account}`,
      forgeability: 'dear',
    };
  else yield { observation: first.seen, says: `${file} has it installed or switched on by hand` };
}

const dayMs = 86_400_000;
/** An account that came for so long is known. */
const knownMs = 7 * dayMs;

/** Logs cover the day before, nobody strange is in them, and the account came for days from where it came before. */
function* usualLoginsOnly(evidence: Case): Generator<Sight> {
  const [typed] = typedHere(evidence);
  const moment = firstMining(evidence);
  const [quiet] = noStrangeLogin(evidence);
  if (typed?.account === undefined || moment === undefined || quiet === undefined) return;
  const own = ofKind(evidence, 'login-event').filter(
    ({ value }) => value.outcome === 'worked' && value.after === undefined && mayBecome(value.account, typed.account),
  );
  const usual = own.filter(({ value }) => moment - Date.parse(value.start ?? '') >= knownMs);
  const [first, ...others] = usual;
  if (first === undefined) return;
  const places = [...new Set(usual.flatMap(({ value }) => value.from ?? []))];
  const from = places.length === 0 ? '' : ` from ${listedNames(places, 2)}`;
  const { account = 'somebody' } = first.value;
  const typedAs = account === typed.account ? '' : ` as ${cut(typed.account)}`;
  yield {
    observation: quiet.observation,
    with: [...(quiet.with ?? []), first, ...others],
    says: `${cut(account)}, who typed it${typedAs}, had logged in${from} for over a week, and the log shows nobody strange`,
  };
}

/** People log in as themselves and type as root. */
function mayBecome(account: string | undefined, typedBy: string | undefined): boolean {
  return account !== undefined && (account === typedBy || typedBy === 'root');
}
