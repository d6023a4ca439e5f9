/**
 * Mining sessions in reassembled conversations, and the account that each logs in with as a mining configuration.
 * Source: codec/stratum. Does not see what the codec does not: TLS, WebSocket, stratum v2.
 */
import { splitLogin } from '../../codec/login/login.ts';
import type { Account } from '../../codec/stratum/message.ts';
import { readSession, type Session } from '../../codec/stratum/session.ts';
import type { MiningConfig, Pool, StratumSession } from '../../model/payloads.ts';
import type { Result } from '../../model/result.ts';
import type { Endpoint, Stream } from '../../model/stream.ts';
import { defineExtractor, type Extractor, type Miss } from '../../model/units.ts';
import { writeEndpoint } from './endpoint.ts';

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
    const accounts = session.accounts.map((account) => ({
      ...account,
      parts: splitLogin(account.login, account.password),
    }));
    if (!session.certain && !accounts.some(({ parts }) => parts.wallet !== undefined)) return;
    const { offset, length, packet, time } = session.place;
    const at = { offset, length, ...(packet !== undefined && { packet }), ...(time !== undefined && { time }) };
    yield { kind: 'stratum-session', value: describe(session, stream, accounts[0], view.whole), ...at };
    if (accounts.length > 0) yield { kind: 'mining-config', value: configure(session, stream, accounts), ...at };
    yield* session.cuts.flatMap(missOf);
  },
});

interface KnownAccount extends Account {
  readonly parts: ReturnType<typeof splitLogin>;
}

function describe(session: Session, stream: Stream, account: KnownAccount | undefined, whole: boolean): StratumSession {
  const { miner, pool } = endpointsOf(session, stream);
  const worker = workerOf(account);
  const value: StratumSession = {
    dialect: session.dialect,
    client: writeEndpoint(miner),
    server: writeEndpoint(pool),
    jobs: session.jobs,
    submits: session.submits,
    accepted: session.accepted,
    rejected: session.rejected,
    complete: stream.complete && whole,
    transport: session.transport,
  };
  if (session.host !== undefined) value.host = session.host;
  if (account !== undefined) value.login = account.login;
  if (worker !== undefined) value.worker = worker;
  if (account?.password !== undefined) value.password = account.password;
  if (session.hashes !== undefined) value.hashes = session.hashes;
  if (session.agent !== undefined) value.agent = session.agent;
  if (session.algorithms !== undefined) value.algorithms = [...session.algorithms];
  const start = writeTime(session.start);
  const end = writeTime(session.end);
  if (start !== undefined) value.start = start;
  if (end !== undefined) value.end = end;
  return value;
}

function configure(session: Session, stream: Stream, accounts: readonly KnownAccount[]): MiningConfig {
  const miner = programOf(session.agent);
  const [only, ...others] = session.algorithms ?? [];
  const algorithm = session.algorithm ?? (others.length === 0 ? only : undefined);
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
  const proxied = session.proxy !== undefined;
  const value: Pool = { host: session.host ?? pool.address, tls: false, login: account.login };
  const port = session.port ?? (proxied ? undefined : pool.port);
  if (port !== undefined && port > 0) value.port = port;
  const { wallet, paymentId, email, difficulty } = account.parts;
  if (wallet !== undefined) value.wallet = wallet;
  if (paymentId !== undefined) value.paymentId = paymentId;
  if (worker !== undefined) value.worker = worker;
  if (email !== undefined) value.email = email;
  if (difficulty !== undefined) value.difficulty = difficulty;
  if (account.password !== undefined) value.password = account.password;
  if (account.rigId !== undefined) value.rigId = account.rigId;
  if (proxied) value.proxy = `${session.proxy}://${writeEndpoint(pool)}`;
  return value;
}

/** A worker that is sent as such goes before one that is part of the login. */
function workerOf(account: KnownAccount | undefined): string | undefined {
  return account?.worker ?? account?.parts.worker ?? account?.rigId;
}

function endpointsOf(session: Session, stream: Stream): { miner: Endpoint; pool: Endpoint } {
  return session.swapped
    ? { miner: stream.server, pool: stream.client }
    : { miner: stream.client, pool: stream.server };
}

function writeTime(ms: number | undefined): string | undefined {
  // Beyond this a Date holds no time.
  return ms === undefined || Math.abs(ms) > 8.64e15 ? undefined : new Date(ms).toISOString();
}

/** `XMRig/6.21.0 (Linux …)` and `EWBF 0.3.4b` name a program and its version; anything else names nobody. */
function programOf(agent: string | undefined): string | undefined {
  return /^([A-Za-z][\w.-]{1,31})[/ ]v?\d/.exec(agent ?? '')?.[1]?.toLowerCase();
}

function missOf(cut: Result<never>): Miss[] {
  return cut.status === 'limit' ? [{ gap: { code: 'limit-bytes', what: cut.what, offset: cut.at } }] : [];
}
