/**
 * Mining sessions in reassembled conversations, and the account that each logs in with as a mining configuration.
 * Source: codec/stratum. Does not see what the codec does not: TLS, stratum v2, a WebSocket with packed messages whose
 * opening was not captured.
 */
import { isoTime } from '../../codec/log-lines/time.ts';
import { readSession, type Session } from '../../codec/stratum/session.ts';
import { writeEndpoint } from '../../model/endpoint.ts';
import type { MiningConfig, Pool, StratumSession } from '../../model/payloads.ts';
import type { Result } from '../../model/result.ts';
import type { Endpoint, Stream } from '../../model/stream.ts';
import { defineExtractor, type Extractor, type Miss } from '../../model/units.ts';
import { coinOf, donationOf, type KnownAccount, readAccounts, workerOf } from './session-account.ts';

/** Every session shows at least one of these, whichever direction was captured and however its JSON is spaced. */
const literals = [
  'mining.subscribe',
  'mining.authorize',
  'mining.configure',
  'mining.extranonce',
  'mining.get_transactions',
  'mining.notify',
  'mining.set_',
  'mining.submit',
  'EthereumStratum/',
  'eth_submit',
  'eth_login',
  'eth_getWork',
  '"result":["0x',
  '"result": ["0x',
  '"login"',
  '"job_id"',
  '"seed_hash"',
  '"getwork"',
  '"midstate"',
  'X-Mining-Extensions',
  'getblocktemplate',
  'get_block_template',
  '"submitblock"',
  '"submit_block"',
  'previousblockhash',
  'blocktemplate_blob',
  // A browser's own frames are masked, its pool's are not.
  '"hash_accepted"',
  '"invalid_site_key"',
  // A WebSocket whose messages are packed shows nothing else to wake on; every browser offers it in the open part.
  'permessage-deflate',
];

export const stratumSession: Extractor<'stratum-session' | 'mining-config'> = defineExtractor({
  id: 'stratum-session',
  title: 'a conversation between a miner and a pool, and the account it pays',
  emits: ['stratum-session', 'mining-config'],
  kinds: ['stream'],
  anchors: literals.map((text) => ({ text })),
  *extract(view) {
    const { stream, bytes } = view;
    if (stream === undefined) return;
    // The client's bytes come first, so the beginning of a long conversation still shows who logs in.
    if (!view.whole) yield { gap: { code: 'limit-bytes', what: 'a conversation too long to be read as one' } };
    if (view.base > 0) return;
    const read = readSession(bytes, stream);
    if (read.status !== 'ok') return;
    const session = read.value;
    const accounts = readAccounts(session);
    if (!session.certain && !accounts.some(({ parts }) => parts.wallet !== undefined)) return;
    const { offset, length, packet, time } = session.place;
    const at = { offset, length, ...(packet !== undefined && { packet }), ...(time !== undefined && { time }) };
    yield { kind: 'stratum-session', value: describe(session, stream, accounts, view.whole), ...at };
    if (accounts.length > 0) yield { kind: 'mining-config', value: configure(session, stream, accounts), ...at };
    yield* session.cuts.flatMap(missOf);
  },
});

// --- the session --------------------------------------------------------------------------------------------------

function describe(session: Session, stream: Stream, accounts: readonly KnownAccount[], whole: boolean): StratumSession {
  const { miner, pool } = endpointsOf(session, stream);
  const { jobs, submits, accepted, rejected, through } = session;
  return {
    dialect: session.dialect,
    client: writeEndpoint(miner),
    server: writeEndpoint(pool),
    ...{ jobs, submits, accepted, rejected },
    complete: stream.complete && whole,
    transport: session.transport,
    ...(through.length > 0 && { through: [...through] }),
    ...whoIsPaid(session, stream, accounts),
    ...whatIsComputed(session, stream, accounts),
    ...whatPoolSays(session, pool),
    ...timesOf(session),
  };
}

function whoIsPaid(session: Session, stream: Stream, accounts: readonly KnownAccount[]): Partial<StratumSession> {
  const [first] = accounts;
  const value: Partial<StratumSession> = {};
  const worker = workerOf(first);
  const donation = donationOf(session, stream, accounts);
  if (session.host !== undefined) value.host = session.host;
  if (first !== undefined) value.login = first.login;
  if (worker !== undefined) value.worker = worker;
  if (first?.password !== undefined) value.password = first.password;
  if (first?.siteKey) value.siteKey = first.login;
  if (session.page !== undefined) value.page = session.page;
  if (accounts.length > 1) value.accounts = accounts.map(writeAccount);
  if (session.workers !== undefined) value.workersSeen = session.workers;
  if (donation !== undefined) value.donation = donation;
  return value;
}

function writeAccount(account: KnownAccount): NonNullable<StratumSession['accounts']>[number] {
  const { login, password } = account;
  const worker = workerOf(account);
  return { login, ...(worker !== undefined && { worker }), ...(password !== undefined && { password }) };
}

function whatIsComputed(session: Session, stream: Stream, accounts: readonly KnownAccount[]): Partial<StratumSession> {
  const { agent, algorithms, hashes, difficulty, speed } = session;
  const algorithm = algorithmOf(session, accounts);
  const coin = coinOf(session, stream, accounts);
  return {
    ...(agent !== undefined && { agent }),
    ...(algorithms !== undefined && { algorithms: [...algorithms] }),
    ...(algorithm !== undefined && { algorithm }),
    ...(coin !== undefined && { coin }),
    ...(hashes !== undefined && { hashes }),
    ...(difficulty !== undefined && { difficulty }),
    ...(speed !== undefined && { speed: { ...speed } }),
  };
}

function whatPoolSays({ keepalives, redirect, error, host }: Session, pool: Endpoint): Partial<StratumSession> {
  const to = redirect && { host: redirect.host ?? host ?? pool.address, port: redirect.port };
  const redirected = to && (to.port === undefined ? to.host : writeEndpoint({ address: to.host, port: to.port }));
  return {
    ...(keepalives > 0 && { keepalives }),
    ...(redirected !== undefined && { redirect: redirected }),
    ...(error !== undefined && { error }),
  };
}

function timesOf(session: Session): Partial<StratumSession> {
  const [start, end] = [isoTime(session.start), isoTime(session.end)];
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}

/** What the jobs ask for, what the login asks the pool for, or all that the miner offers where it offers one. */
function algorithmOf({ algorithm, algorithms }: Session, accounts: readonly KnownAccount[]): string | undefined {
  const [only, ...others] = algorithms ?? [];
  const asked = accounts.flatMap(({ wishes }) => wishes.algorithm ?? [])[0];
  return algorithm ?? asked ?? (others.length === 0 ? only : undefined);
}

// --- the configuration that shows in it ---------------------------------------------------------------------------

function configure(session: Session, stream: Stream, accounts: readonly KnownAccount[]): MiningConfig {
  const miner = programOf(session.agent);
  const algorithm = algorithmOf(session, accounts);
  return {
    ...(miner !== undefined && { miner }),
    ...(algorithm !== undefined && { algorithm }),
    pools: accounts.map((account) => describePool(session, stream, account)),
    source: 'wire',
  };
}

function describePool(session: Session, stream: Stream, account: KnownAccount): Pool {
  const { pool } = endpointsOf(session, stream);
  const worker = workerOf(account);
  const [proxy] = session.through;
  const value: Pool = { host: session.host ?? pool.address, tls: false, login: account.login };
  const port = session.port ?? (proxy === undefined ? pool.port : undefined);
  if (port !== undefined && port > 0) value.port = port;
  const { wallet, paymentId, email, difficulty } = account.parts;
  if (wallet !== undefined) value.wallet = wallet;
  if (paymentId !== undefined) value.paymentId = paymentId;
  if (worker !== undefined) value.worker = worker;
  if (email !== undefined) value.email = email;
  if (difficulty !== undefined) value.difficulty = difficulty;
  if (account.password !== undefined) value.password = account.password;
  if (account.rigId !== undefined) value.rigId = account.rigId;
  if (proxy !== undefined) value.proxy = `${proxy === 'http-connect' ? 'http' : proxy}://${writeEndpoint(pool)}`;
  return value;
}

function endpointsOf(session: Session, stream: Stream): { miner: Endpoint; pool: Endpoint } {
  return session.swapped
    ? { miner: stream.server, pool: stream.client }
    : { miner: stream.client, pool: stream.server };
}

/** `XMRig/6.21.0 (Linux …)` and `EWBF 0.3.4b` name a program and its version; a browser or anything else names nobody. */
function programOf(agent: string | undefined): string | undefined {
  const program = /^([A-Za-z][\w.-]{1,31})[/ ]v?\d/.exec(agent ?? '')?.[1]?.toLowerCase();
  return program === 'mozilla' ? undefined : program;
}

function missOf(cut: Result<never>): Miss[] {
  return cut.status === 'limit' ? [{ gap: { code: 'limit-bytes', what: cut.what, offset: cut.at } }] : [];
}
