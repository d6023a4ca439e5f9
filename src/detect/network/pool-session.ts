/**
 * A machine seen mining: a conversation with a pool in which an account was named and work or shares went over the wire.
 * Weaker forms say less: a login that nobody answered, or that the pool refused, is a miner that is set up; work without
 * an account, a program that could mine. Source: the protocols read by codec/stratum.
 * Does not see: sessions under TLS; whether the machine's owner wants it. A session for a miner's authors counts like any
 * other, for whoever donates mines, and its title says whom it pays.
 */
import type { Because } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { all, any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Dealings, dealingsIn, type Session, type Talk } from './pool-session-talks.ts';
import { otherReadings, titleOf, togetherOf, whyOf, workingAt } from './pool-session-words.ts';

/** Sessions that a claim names; a miner that reconnects makes hundreds. */
const mostNamed = 20;

const innocent = [
  'the owner of the machine mines on purpose',
  "a pool operator's or a researcher's own test",
  'a decoy that replays a recorded session',
];

export const poolSession: Detector<'stratum-session' | 'wallet'> = defineDetector({
  id: 'pool-session',
  title: 'A machine mines at a pool',
  stage: 'active',
  techniques: ['T1496.001'],
  confidence: 'high',
  needs: ['stratum-session', 'wallet'],
  couldBe: innocent,
  *detect({ 'stratum-session': sessions, wallet: wallets }) {
    for (const dealings of dealingsIn(sessions)) {
      const pays = ({ sessions: parts }: Talk): boolean =>
        parts.some((session) => wallets.some((one) => holdsWallet(session, one)));
      const reading = weigh(dealings, (talk) => talk.login !== undefined && (!isSolo(talk) || pays(talk)));
      if (reading === undefined) continue;
      const { best, stage, confidence, title } = reading;
      const talks = [best, ...dealings.filter((talk) => talk !== best)];
      const parts = talks.flatMap(namedIn).slice(0, mostNamed);
      const wallet = wallets.find((one) => best.sessions.some((session) => holdsWallet(session, one)));
      const talk: Because = parts.length === 1 && parts[0] !== undefined ? parts[0] : any(...parts);
      yield {
        because: wallet === undefined ? talk : all(talk, saw(wallet, 'the login holds a wallet whose check holds')),
        title,
        stage,
        confidence,
        couldBe: [...innocent, ...otherReadings(best)],
      };
    }
  },
});

/** The sessions of one connection; the first says what all of them hold together. */
function namedIn(talk: Talk): Because[] {
  return talk.sessions.map((session, i) =>
    saw(session, i === 0 && talk.sessions.length > 1 ? `${togetherOf(talk)}; here ${whyOf(session)}` : whyOf(session)),
  );
}

interface Weighed extends Required<Pick<Claim, 'stage' | 'confidence' | 'title'>> {
  readonly best: Talk;
}

/**
 * Strongest first: what the best of the connections shows.
 *
 * @param namesAccount whom work is for: a node's user, who may ask for templates to look at them, is nobody's account
 */
function weigh(dealings: Dealings, namesAccount: (talk: Talk) => boolean): Weighed | undefined {
  const active = (best: Talk, confidence: Weighed['confidence'], does: string): Weighed => {
    return { best, stage: 'active', confidence, title: titleOf(dealings, best, workingAt(best, does)) };
  };
  const has = (test: (talk: Talk) => boolean): Talk | undefined => dealings.find(test);
  const accepted = has(({ login, accepted }) => login !== undefined && accepted > 0);
  if (accepted) return active(accepted, 'high', 'mines');
  const shares = has(({ login, submits }) => login !== undefined && submits > 0);
  if (shares) return active(shares, 'high', 'sends shares');
  const work = has((talk) => namesAccount(talk) && talk.jobs > 0 && !isRefused(talk));
  if (work) return active(work, isSolo(work) || isBrief(work) ? 'low' : 'moderate', 'gets work');
  const login = has(namesAccount);
  if (login) return withoutWork(dealings, login);
  return withoutLogin(dealings, active);
}

function withoutLogin(
  dealings: Dealings,
  active: (best: Talk, confidence: Weighed['confidence'], does: string) => Weighed,
): Weighed | undefined {
  const both = dealings.find(({ jobs, submits }) => jobs > 0 && submits > 0);
  if (both) return active(both, 'moderate', 'mines');
  const share = dealings.find(({ submits }) => submits > 0);
  if (share) return active(share, 'moderate', 'sends shares');
  const handed = dealings.find(({ jobs }) => jobs > 0);
  if (handed === undefined) return undefined;
  // Picked up in mid-stream, the login may lie before the capture; from the first byte on there was none. Nodes know none.
  if (!handed.complete && !isSolo(handed)) return active(handed, 'low', 'gets work');
  const title = titleOf(dealings, handed, (_, pool) => `A program asks ${pool} for work, and names no account`);
  return { best: handed, stage: 'capability', confidence: 'moderate', title };
}

function withoutWork(dealings: Dealings, best: Talk): Weighed {
  const outcome = isRefused(best) ? 'which refused it' : 'and no work was seen';
  const title = titleOf(dealings, best, (machine, pool) => `${machine} named its account to ${pool}, ${outcome}`);
  return { best, stage: 'configured', confidence: isSolo(best) ? 'moderate' : 'high', title };
}

/** A pool may send work to whom it refused; who sends no share for it does not work. */
function isRefused({ sessions, submits }: Talk): boolean {
  return submits === 0 && sessions.at(-1)?.value.error !== undefined;
}

/** A pool hands work to whoever logged in; a node hands a template to whoever asks. */
function isSolo({ sessions }: Talk): boolean {
  return sessions[0]?.value.dialect === 'getblocktemplate';
}

/** A check whether a pool answers takes moments; a miner stays. */
const briefMs = 5000;

function isBrief({ start, end, complete }: Talk): boolean {
  return complete && start !== undefined && end !== undefined && end - start < briefMs;
}

function holdsWallet(session: Session, wallet: Observation<'wallet'>): boolean {
  const { address, checksumValid } = wallet.value;
  return checksumValid && wallet.at.artifact === session.at.artifact && session.value.login?.includes(address) === true;
}
