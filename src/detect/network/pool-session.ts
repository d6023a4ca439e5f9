/**
 * A machine seen mining: a conversation with a pool in which an account was named and work or shares went over the wire.
 * Weaker forms say less: a login that nobody answered is a miner that is set up; work without an account, a program that
 * could mine. Source: the protocols read by codec/stratum.
 * Does not see: sessions under TLS; whether the machine's owner wants it; and a donation's pool counts like any other,
 * for whoever donates mines.
 */
import type { Because } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { all, any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';

type Session = Observation<'stratum-session'>;

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
    for (const group of groupByAccount(sessions)) {
      const reading = weigh(group);
      if (reading === undefined) continue;
      const { best, stage, confidence, title } = reading;
      const named = [best, ...group.filter((session) => session !== best)].slice(0, mostNamed);
      const parts = named.map((session) => saw(session, whyOf(session)));
      const wallet = wallets.find((one) => holdsWallet(best, one));
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

interface Weighed extends Required<Pick<Claim, 'stage' | 'confidence' | 'title'>> {
  readonly best: Session;
}

/** One claim for each machine, pool and account. */
function groupByAccount(sessions: readonly Session[]): Iterable<Session[]> {
  const groups = new Map<string, Session[]>();
  for (const session of sessions) {
    const { login, client, server, host } = session.value;
    const key = JSON.stringify([addressOf(client), host ?? server, login ?? null]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [session]);
    else group.push(session);
  }
  return groups.values();
}

/** Strongest first: what the best of the sessions shows. */
function weigh(group: readonly Session[]): Weighed | undefined {
  const has = (test: (value: Session['value']) => boolean): Session | undefined =>
    group.find(({ value }) => test(value));
  const accepted = has(({ login, accepted }) => login !== undefined && accepted > 0);
  if (accepted) return { best: accepted, ...active(accepted, 'high', 'mines') };
  const shares = has(({ login, submits }) => login !== undefined && submits > 0);
  if (shares) return { best: shares, ...active(shares, 'high', 'sends shares') };
  const work = has(({ login, jobs }) => login !== undefined && jobs > 0);
  if (work) return withWork(work);
  const login = has((value) => value.login !== undefined);
  if (login) return withoutWork(login);
  const both = has(({ jobs, submits }) => jobs > 0 && submits > 0);
  if (both) return { best: both, ...active(both, 'moderate', 'mines') };
  const share = has(({ submits }) => submits > 0);
  if (share) return { best: share, ...active(share, 'moderate', 'sends shares') };
  const handed = has(({ jobs }) => jobs > 0);
  return handed && withoutAccount(handed);
}

/** A pool hands work to whoever logged in; a node hands a template to whoever asks. */
function withWork(session: Session): Weighed {
  const solo = session.value.dialect === 'getblocktemplate';
  return { best: session, ...active(session, solo ? 'low' : 'moderate', 'gets work') };
}

/** Picked up in mid-stream, the login may lie before the capture; from the first byte on there was none. */
function withoutAccount(session: Session): Weighed {
  if (!session.value.complete) return { best: session, ...active(session, 'low', 'gets work') };
  const title = `A program asks ${poolOf(session)} for work, and names no account`;
  return { best: session, stage: 'capability', confidence: 'moderate', title };
}

function otherReadings({ value: { dialect, login } }: Session): string[] {
  if (dialect === 'getblocktemplate') return ["a pool's own backend, or its monitoring, asks a node for templates"];
  return login === undefined ? ['a scan that looks for pools'] : [];
}

function active(session: Session, confidence: Weighed['confidence'], does: string): Omit<Weighed, 'best'> {
  return { stage: 'active', confidence, title: `${addressOf(session.value.client)} ${does} at ${poolOf(session)}` };
}

function withoutWork(session: Session): Weighed {
  const title = `${addressOf(session.value.client)} named its account to ${poolOf(session)}, and no work was seen`;
  const solo = session.value.dialect === 'getblocktemplate';
  return { best: session, stage: 'configured', confidence: solo ? 'moderate' : 'high', title };
}

function poolOf({ value: { host, server } }: Session): string {
  return host === undefined ? server : `${host} (${server})`;
}

function addressOf(endpoint: string): string {
  return endpoint.slice(0, endpoint.lastIndexOf(':'));
}

function whyOf({ value }: Session): string {
  const { dialect, login, jobs, submits, accepted, complete } = value;
  const who = login === undefined ? 'no login seen' : 'an account was named';
  const part = complete ? '' : '; only a part of the conversation was captured';
  return `${dialect}: ${who}; ${jobs} ${jobs === 1 ? 'job' : 'jobs'}, ${submits} ${submits === 1 ? 'share' : 'shares'} sent, ${accepted} accepted${part}`;
}

function holdsWallet(session: Session, wallet: Observation<'wallet'>): boolean {
  const { address, checksumValid } = wallet.value;
  return checksumValid && wallet.at.artifact === session.at.artifact && session.value.login?.includes(address) === true;
}
