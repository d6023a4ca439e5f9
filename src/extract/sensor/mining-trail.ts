/**
 * What of a sensor's log matters to mining, joined over the whole of it. A name, a certificate, a program's own name
 * and an alarm speak for themselves; a flow does so at a pool's port where its totals are a miner's. What was once told
 * of a conversation or of an address makes the records beside it of interest: the flow of a handshake, or one that the
 * same client began to the address that an answer gave a pool's name. Records that came before that are not gone back
 * to, and those of another file are not known.
 */

import { isoTime } from '../../codec/log-lines/time.ts';
import { isMinerAgent, isMiningAlarm } from '../../intel/alarm-words.ts';
import { knownPool } from '../../intel/pools.ts';
import type { NameLookup, SensorAlert, TlsHandshake } from '../../model/network-payloads.ts';
import type { Miss, SweepSighting } from '../../model/units.ts';
import { FlowLedger } from './flow-ledger.ts';
import { looksLikePoolFlow } from './mining-shape.ts';
import { addressOf, portOf, type RecordOf, type SensorKind, type SensorRecord } from './sensor-record.ts';

/** Where a record stands, with its first bytes: they are told when the log has ended. */
export interface Place {
  readonly offset: number;
  readonly length: number;
  readonly excerpt: Uint8Array;
}

/** Addresses and conversations that are looked out for. */
export const mostLearnt = 512;
const unlearntGap = `flows beside no more than ${mostLearnt} addresses and conversations of pools were looked for`;
/** Clients and names that are kept of one address. */
const mostBeside = 256;
/** Conversations that are known to be with somebody else. */
const mostElsewhere = 10_000;
/** Answers to one name that are told. */
const mostAnswers = 16;

type JoinedRecord = Exclude<SensorRecord, { readonly kind: 'flow-cadence' }>;

interface Joined {
  /** The one that says most: an answer says more than the question. */
  record: JoinedRecord;
  readonly place: Place;
  /** Questions are records of their own in some logs, and each is one lookup with its answer. */
  questions: number;
  times: number;
  start: number | undefined;
  end: number | undefined;
  readonly answers: Set<string>;
}

export class MiningTrail {
  readonly #most: number;
  readonly #joined = new Map<string, Joined>();
  readonly #flows: FlowLedger<Place>;
  readonly #names = new Map<string, Set<string>>();
  /** Conversations with another site at an address that was learnt: many sites share those of a large host. */
  readonly #elsewhere = new Set<string>();
  readonly #learn: (text: string, offset: number) => void;
  #left = 0;
  #unlearnt = 0;

  /**
   * @param most records of one kind that are told
   * @param learn hears the address or the conversation that is of interest behind this offset
   */
  constructor(most: number, learn: (text: string, offset: number) => void = () => {}) {
    this.#most = most;
    this.#flows = new FlowLedger(most >> 2);
    this.#learn = learn;
  }

  /** True where something was learnt of this address or conversation, whoever the client is. */
  knows(text: string): boolean {
    return this.#names.has(text);
  }

  get knowsAny(): boolean {
    return this.#names.size > 0;
  }

  take(record: SensorRecord, place: () => Place): void {
    if (record.kind === 'name-lookup') this.#takeLookup(record, place);
    else if (record.kind === 'tls-handshake') this.#takeHandshake(record, place);
    else if (record.kind === 'http-request') this.#takeRequest(record, place);
    else if (record.kind === 'sensor-alert') this.#takeAlert(record, place);
    else this.#takeFlow(record, place);
  }

  *end(): Generator<SweepSighting<SensorKind> | Miss> {
    for (const joined of this.#joined.values()) yield told(joined);
    for (const { value, place } of this.#flows.flows()) yield { kind: 'flow-cadence', value, ...place };
    const left = this.#left + this.#flows.dropped;
    if (left > 0) yield { gap: { code: 'limit-count', what: `${left} more records about mining are not told` } };
    if (this.#unlearnt > 0) yield { gap: { code: 'limit-count', what: unlearntGap } };
  }

  #takeLookup(record: RecordOf<'name-lookup'>, place: () => Place): void {
    const { value } = record;
    const { name, client = '', answers = [] } = value;
    if (![name, ...answers].some((each) => knownPool(each) !== undefined)) return;
    const at = this.#join(record, `${client} ${name} ${value.type ?? ''}`, place, answers);
    if (client === '' || at === undefined) return;
    for (const answer of answers) if (isAddress(answer)) this.#remember(answer, client, name, at);
  }

  #takeHandshake(record: RecordOf<'tls-handshake'>, place: () => Place): void {
    const { value, flow } = record;
    const name = namesOf(value).find((each) => knownPool(each) !== undefined);
    const [client, server] = [addressOf(value.client), addressOf(value.server)];
    const learnt = this.#namesBeside(server, client);
    if (name === undefined && learnt.length === 0) return;
    if (name === undefined && value.serverName !== undefined) {
      if (flow !== undefined && this.#elsewhere.size < mostElsewhere) this.#elsewhere.add(flow);
      return;
    }
    const at = this.#join(record, `${client} ${value.server} ${value.serverName ?? ''}`, place);
    if (at === undefined || name === undefined) return;
    this.#remember(server, client, name, at);
    if (flow !== undefined) this.#remember(flow, '', name, at);
  }

  #takeRequest(record: RecordOf<'http-request'>, place: () => Place): void {
    const { value, flow } = record;
    const { client, server, host = '', agent = '', method } = value;
    const isPool = knownPool(host) !== undefined;
    if (!isPool && !isMinerAgent(agent)) return;
    const from = client === undefined ? '' : addressOf(client);
    const at = this.#join(record, `${from} ${server ?? ''} ${host} ${agent} ${method ?? ''}`, place);
    if (at !== undefined && flow !== undefined) this.#remember(flow, '', isPool ? host : '', at);
  }

  #takeAlert(record: RecordOf<'sensor-alert'>, place: () => Place): void {
    const { value, flow } = record;
    const { signature, category, id, client = '', server = '' } = value;
    if (!isMiningAlarm(signature, category)) return;
    const at = this.#join(record, `${id ?? signature} ${addressOf(client)} ${server}`, place);
    if (at !== undefined && flow !== undefined) this.#remember(flow, '', value.name ?? '', at);
  }

  #takeFlow({ value, flow }: RecordOf<'flow-cadence'>, place: () => Place): void {
    if (portOf(value.server) === 53) return;
    const [client, server] = [addressOf(value.client), addressOf(value.server)];
    const own = (value.names ?? []).filter((name) => knownPool(name) !== undefined);
    const isElsewhere = flow !== undefined && this.#elsewhere.has(flow);
    const beside = isElsewhere ? [] : [...this.#namesBeside(server, client), ...this.#namesBeside(flow, '')];
    const names = [...new Set([...own, ...beside])].filter((name) => name !== '');
    if (names.length === 0 && beside.length === 0 && !looksLikePoolFlow(value)) return;
    this.#flows.add(names.length > 0 ? { ...value, names } : value, place());
  }

  /** Offset of the record, where it was kept or joined to one that was. */
  #join(record: JoinedRecord, key: string, place: () => Place, answers: readonly string[] = []): number | undefined {
    const { time } = record;
    const whole = `${record.kind} ${key}`;
    const known = this.#joined.get(whole);
    if (known) {
      count(known, record);
      if (time !== undefined) {
        known.start = Math.min(known.start ?? time, time);
        known.end = Math.max(known.end ?? time, time);
      }
      for (const answer of answers) if (known.answers.size < mostAnswers) known.answers.add(answer);
      return known.place.offset;
    }
    if (this.#joined.size >= this.#most) {
      this.#left++;
      return undefined;
    }
    const at = place();
    const kept = new Set(answers.slice(0, mostAnswers));
    const joined: Joined = { record, place: at, questions: 0, times: 0, start: time, end: time, answers: kept };
    count(joined, record);
    this.#joined.set(whole, joined);
    return at.offset;
  }

  /** `client` is empty where the text is a conversation's own. */
  #remember(text: string, client: string, name: string, offset: number): void {
    const known = this.#names.get(text);
    if (known) {
      if (known.size < mostBeside) known.add(`${client} ${name}`);
    } else if (this.#names.size < mostLearnt) {
      this.#names.set(text, new Set([`${client} ${name}`]));
      this.#learn(text, offset);
    } else this.#unlearnt++;
  }

  /** Names that were learnt of an address or a conversation for this client; an empty one where it had none. */
  #namesBeside(text: string | undefined, client: string): string[] {
    const entries = text === undefined ? undefined : this.#names.get(text);
    if (!entries) return [];
    return [...entries]
      .filter((entry) => entry.startsWith(`${client} `))
      .map((entry) => entry.slice(client.length + 1));
  }
}

function isQuestion(record: JoinedRecord): boolean {
  return record.kind === 'name-lookup' && record.value.outcome === 'asked';
}

function count(joined: Joined, record: JoinedRecord): void {
  if (isQuestion(record)) joined.questions++;
  else joined.times++;
  if (isQuestion(joined.record)) joined.record = record;
}

function isAddress(answer: string): boolean {
  return /^[0-9a-fA-F:.]{3,45}$/.test(answer) && /[:.]/.test(answer) && !/^[0.:]+$/.test(answer);
}

/** What the handshake calls the server. */
function namesOf({ serverName, certificate }: TlsHandshake): string[] {
  const common = /(?:^|[,/])\s*CN\s*=\s*([^,/]+)/.exec(certificate?.subject ?? '')?.[1];
  return [serverName, common, ...(certificate?.names ?? [])].flatMap((name) => name?.replace(/^\*\./, '') ?? []);
}

function told({ record, place, questions, times, start, end, answers }: Joined): SweepSighting<SensorKind> {
  const [from, to] = [isoTime(start), isoTime(end)];
  const span = {
    ...(from === undefined ? {} : { start: from }),
    ...(to === undefined || to === from ? {} : { end: to }),
  };
  const often = Math.max(times, questions) > 1 ? { times: Math.max(times, questions) } : {};
  const at = { ...place, ...(start === undefined ? {} : { time: start }) };
  switch (record.kind) {
    case 'name-lookup': {
      const value: NameLookup = {
        ...record.value,
        ...(answers.size > 0 ? { answers: [...answers] } : {}),
        ...often,
        ...span,
      };
      return { kind: record.kind, value, ...at };
    }
    case 'sensor-alert': {
      const value: SensorAlert = { ...record.value, ...often, ...span };
      return { kind: record.kind, value, ...at };
    }
    case 'tls-handshake':
      return { kind: record.kind, value: { ...record.value, ...(from === undefined ? {} : { start: from }) }, ...at };
    case 'http-request':
      return { kind: record.kind, value: { ...record.value, ...(from === undefined ? {} : { start: from }) }, ...at };
  }
}
