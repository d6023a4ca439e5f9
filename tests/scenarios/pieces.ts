/** What scenarios are put together from. Addresses are made of fixed bytes: nobody can spend from them. */
import { encodeCryptoNoteAddress } from '../../src/codec/address/cryptonote.ts';
import type { BuildTrace, Pool, StratumSession } from '../../src/model/payloads.ts';
import type { Forgeability, Provenance } from '../../src/model/provenance.ts';
import { config2018, donationAddress, wallet2018 } from '../make-case.ts';
import type { Piece } from './scenario.ts';

const moneroStandard = 18;

/** A standard Monero address; the byte tells one from another. */
export function addressOf(byte: number): string {
  return encodeCryptoNoteAddress(moneroStandard, new Uint8Array(64).fill(byte));
}

export const account: string = addressOf(1);
export const otherAccount: string = addressOf(2);
export const custodialAddress =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
export const custodialBase =
  '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';
export const publicPool = 'xmr-eu1.nanopool.org';

// --- what Davylamp reads itself ------------------------------------------------------------------------------

export function wallet(address: string = account, known?: 'donation' | 'example'): Piece {
  const common = { coin: 'monero', network: 'mainnet', type: 'standard', checksumValid: true } as const;
  return { seen: { kind: 'wallet', value: { ...common, address, ...(known ? { known } : {}) } } };
}

export const custodialWallet: Piece = { seen: wallet2018 };
export const donationWallet: Piece = wallet(donationAddress, 'donation');
/** Mines for the custodial account at a server under .kp, with the password KJU. */
export const pointingConfig: Piece = { seen: config2018 };

export function config(part: Partial<Pool> = {}, at?: string): Piece {
  const pool = { host: publicPool, port: 14444, login: account, wallet: account, password: 'x', ...part };
  return { seen: { kind: 'mining-config', value: { pools: [pool], source: 'json' } }, ...(at ? { at } : {}) };
}

/** A session that was seen in a capture, with shares that the pool accepted. */
export function session(at: string, part: Partial<StratumSession> = {}): Piece {
  const value = {
    dialect: 'cryptonote',
    client: '10.0.0.17:50112',
    server: '198.51.100.7:3333',
    login: account,
    jobs: 40,
    submits: 22,
    accepted: 21,
    complete: true,
    ...part,
  } as const;
  return { seen: { kind: 'stratum-session', value }, at };
}

export function pointer(name = 'update.star-fund.com.kp', zone = '.kp', at?: string): Piece {
  const why = `a name in the zone ${zone}`;
  return { seen: { kind: 'network-name', value: { name, zone, why } }, ...(at ? { at } : {}) };
}

export function trace(kind: BuildTrace['trace'], text: string, time?: string): Piece {
  const forgeable = 'set by whoever builds it';
  return { seen: { kind: 'build-trace', value: { trace: kind, text, forgeable, ...(time ? { time } : {}) } } };
}

export function dropper(url = 'http://203.0.113.9/a.sh', target = '/tmp/kworkerds'): Piece {
  return { seen: { kind: 'download', value: { url, target, tool: 'curl', runs: true } }, at: 'cron.sh' };
}

export function minerCode(): Piece {
  const traits = ['its help text'];
  return { seen: { kind: 'miner-code', value: { family: 'xmrig', traits, form: 'executable', purpose: 'miner' } } };
}

export function term(word: string): Piece {
  return { seen: { kind: 'mining-term', value: { term: word, category: 'miner' } }, at: 'rules.yar' };
}

// --- what an analyst adds ------------------------------------------------------------------------------------

type Grade = `${Provenance['reliability']}${1 | 2 | 3 | 4 | 5 | 6}`;

export interface From {
  readonly origin: string;
  readonly grade: Grade;
  readonly forgeability: Forgeability;
}

function provenanceOf({ origin, grade, forgeability }: From): Provenance {
  const reliability = grade.charAt(0) as Provenance['reliability']; // the type of a grade holds its letter to A–F
  return { source: origin, reliability, credibility: Number(grade.charAt(1)), tlp: 'clear', origin, forgeability };
}

export function from(origin: string, grade: Grade, forgeability: Forgeability = 'dear'): From {
  return { origin, grade, forgeability };
}

const analyst = 'evidence.yaml';

/** `mark`: question/indicator. */
export function fact(mark: string, source: From, says = `${mark}, as ${source.origin} has it.`): Piece {
  const value = { item: `${mark} (${source.origin})`, says, shows: [mark], provenance: provenanceOf(source) };
  return { seen: { kind: 'fact', value }, at: analyst };
}

export function judgement(
  question: 'who' | 'entry' | 'money',
  says: string,
  likelihood: Readonly<Record<string, number>>,
  source: From,
): Piece {
  const value = { item: says, says, question, likelihood, by: 'an analyst', provenance: provenanceOf(source) };
  return { seen: { kind: 'judgement', value }, at: analyst };
}

export function poolRecord(
  pool: string,
  address: string,
  source: From,
  part: Readonly<Record<string, unknown>>,
): Piece {
  const says = `${pool} recorded the account.`;
  const value = {
    item: `${pool} record`,
    says,
    pool,
    address,
    coin: 'monero',
    provenance: provenanceOf(source),
    ...part,
  };
  return { seen: { kind: 'pool-record', value }, at: analyst };
}

export function incident(name: string, indicators: readonly string[], source: From, actor?: string): Piece {
  const value = {
    item: name,
    says: `An earlier case: ${name}.`,
    indicators: [...indicators],
    provenance: provenanceOf(source),
    ...(actor ? { actor } : {}),
  };
  return { seen: { kind: 'incident', value }, at: analyst };
}

export function resolution(name: string, type: 'A' | 'none', source: From, answer?: string): Piece {
  const says = type === 'none' ? `${name} did not resolve.` : `${name} resolved.`;
  const value = {
    item: `dns ${name}`,
    says,
    name,
    type,
    provenance: provenanceOf(source),
    ...(answer ? { answer } : {}),
  };
  return { seen: { kind: 'name-resolution', value }, at: analyst };
}
