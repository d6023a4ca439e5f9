/**
 * What of a sensor's log matters to mining, joined over the whole of it. A name, a certificate, a program's own name, a
 * file's and an alarm speak for themselves; a flow does so at a pool's port where its totals are a miner's. What was once
 * told of a conversation, an address or a certificate makes the records beside it of interest: the flow of a handshake,
 * or one that the same client began to the address that an answer gave a pool's name. Records that came before that are
 * not gone back to, and those of another file are not known.
 */
import { isMinerAgent, isMiningAlarm } from '../../intel/alarm-words.ts';
import { looksLikePoolFlow } from '../../intel/long-and-slow.ts';
import { minerFileName } from '../../intel/miner-file-names.ts';
import { certificateNames } from '../../intel/pool-names.ts';
import { knownPool } from '../../intel/pools.ts';
import { addressOf, isAddress, isNowhere, portOf } from '../../model/endpoint.ts';
import type { TlsHandshake } from '../../model/network-payloads.ts';
import type { Miss, SweepSighting } from '../../model/units.ts';
import { FlowLedger, mostOfPair } from './flow-ledger.ts';
import { type Joined, JoinedRecords } from './joined-records.ts';
import { LearntNames, type Lookout, mostLearnt } from './learnt-names.ts';
import { OddFlows } from './odd-flows.ts';
import type { Place } from './place.ts';
import type { RecordOf, SensorKind, SensorRecord } from './sensor-record.ts';

/** Conversations that are known to be with somebody else. */
const mostElsewhere = 10_000;

export class MiningTrail {
  readonly #joined: JoinedRecords;
  readonly #flows: FlowLedger<Place>;
  readonly #learnt: LearntNames;
  readonly #odd = new OddFlows();
  /** By what other records call them: fingerprints, or the names of their files. */
  readonly #certificates = new Map<string, Joined>();
  /** Conversations with another site at an address that was learnt: many sites share those of a large host. */
  readonly #elsewhere = new Set<string>();

  /**
   * @param most records of one kind that are told
   * @param lookout hears what is of interest from now on
   */
  constructor(most: number, lookout?: Lookout) {
    this.#joined = new JoinedRecords(most);
    this.#flows = new FlowLedger(Math.floor(most / mostOfPair));
    this.#learnt = new LearntNames(lookout);
  }

  /** True where something was learnt of this address or conversation, whoever the client is. */
  knows(text: string): boolean {
    return this.#learnt.has(text);
  }

  get knowsAny(): boolean {
    return this.#learnt.any;
  }

  take(record: SensorRecord, place: () => Place): void {
    if (record.kind === 'name-lookup') this.#takeLookup(record, place);
    else if (record.kind === 'tls-handshake') this.#takeHandshake(record, place);
    else if (record.kind === 'http-request') this.#takeRequest(record, place);
    else if (record.kind === 'sensor-alert') this.#takeAlert(record, place);
    else if (record.value.oddities !== undefined) this.#odd.add(record, place);
    else this.#takeFlow(record, place);
  }

  *end(): Generator<SweepSighting<SensorKind> | Miss> {
    const flows = [...this.#flows.flows(), ...this.#odd.of((flow) => this.#learnt.has(flow))];
    const told = flows.map(({ value, place }) => ({ kind: 'flow-cadence' as const, value, ...place }));
    yield* [...this.#joined.told(), ...told].sort((a, b) => a.offset - b.offset);
    const left = this.#joined.left + this.#flows.dropped;
    if (left > 0) yield { gap: { code: 'limit-count', what: `${left} more records about mining are not told` } };
    const { forgotten } = this.#learnt;
    const short = `flows beside no more than ${mostLearnt} addresses and conversations of pools are looked for at one time; ${forgotten} made room for others`;
    if (forgotten > 0) yield { gap: { code: 'limit-count', what: short } };
  }

  #takeLookup(record: RecordOf<'name-lookup'>, place: () => Place): void {
    const { value } = record;
    const { name, client = '', answers = [] } = value;
    if (![name, ...answers].some(isPools)) return;
    const joined = this.#joined.join(record, `${client} ${name} ${value.type ?? ''}`, place, answers);
    if (client === '' || joined === undefined) return;
    for (const answer of answers)
      if (isAddress(answer) && !isNowhere(answer)) this.#learnt.remember(answer, client, name, joined.place.offset);
  }

  #takeHandshake(given: RecordOf<'tls-handshake'>, place: () => Place): void {
    const shown = this.#shownIn(given);
    const record = shown === undefined ? given : withCertificate(given, shown);
    const { client, server, serverName } = record.value;
    const name = namesOf(record.value).find(isPools);
    if (client === undefined || server === undefined) {
      if (name !== undefined) this.#takeCertificate(record, name, place);
      return;
    }
    const { flow } = record;
    const [from, to] = [addressOf(client), addressOf(server)];
    if (name === undefined && this.#learnt.beside(to, from).length === 0) return;
    if (name === undefined && serverName !== undefined) {
      this.#setAside(flow);
      return;
    }
    const joined = this.#joined.join(record, `${from} ${server} ${serverName ?? ''}`, place);
    if (joined === undefined || name === undefined) return;
    if (shown !== undefined && joined.record === record) shown.isToldElsewhere = true;
    this.#learnt.remember(to, from, name, joined.place.offset);
    if (flow !== undefined) this.#learnt.remember(flow, '', name, joined.place.offset);
  }

  /** A certificate that stands by itself: handshakes behind it name it. */
  #takeCertificate(record: RecordOf<'tls-handshake'>, name: string, place: () => Place): void {
    const { certificates = [], value } = record;
    const joined = this.#joined.join(record, certificates[0] ?? value.certificate?.subject ?? name, place);
    if (joined === undefined) return;
    for (const id of certificates) {
      this.#learnt.remember(id, '', name, joined.place.offset);
      this.#certificates.set(id, joined);
    }
    if (this.#certificates.size <= 2 * mostLearnt) return;
    for (const id of this.#certificates.keys()) if (!this.#learnt.has(id)) this.#certificates.delete(id);
  }

  /** The certificate that a handshake names and another record told. */
  #shownIn({ value, certificates = [] }: RecordOf<'tls-handshake'>): Joined | undefined {
    if (value.server === undefined) return undefined;
    const id = certificates.find((each) => this.#learnt.beside(each, '').length > 0);
    return id === undefined ? undefined : this.#certificates.get(id);
  }

  /** The oldest make room. */
  #setAside(flow: string | undefined): void {
    if (flow === undefined) return;
    this.#elsewhere.add(flow);
    if (this.#elsewhere.size <= mostElsewhere) return;
    for (const oldest of this.#elsewhere) {
      this.#elsewhere.delete(oldest);
      return;
    }
  }

  #takeRequest(record: RecordOf<'http-request'>, place: () => Place): void {
    const { value, flow } = record;
    const { client, server, host = '', agent = '', method, file, path } = value;
    const isPool = isPools(host);
    const isMiner = isMinerAgent(agent) || [file?.name, path].some((name) => name && minerFileName(name));
    const isBeside = file !== undefined && this.#learnt.beside(flow, '').length > 0;
    if (!isPool && !isMiner && !isBeside) return;
    const from = client === undefined ? '' : addressOf(client);
    // A page of a pool's is a request and a file to some sensors: they are one.
    const what =
      file === undefined || (isPool && !isMiner)
        ? ''
        : `${file.name ?? ''} ${file.sha256 ?? file.sha1 ?? file.md5 ?? ''}`;
    const joined = this.#joined.join(record, `${from} ${server ?? ''} ${host} ${agent} ${method ?? ''} ${what}`, place);
    if (joined !== undefined && flow !== undefined && (isPool || isMinerAgent(agent)))
      this.#learnt.remember(flow, '', isPool ? host : '', joined.place.offset);
  }

  #takeAlert(record: RecordOf<'sensor-alert'>, place: () => Place): void {
    const { value, flow } = record;
    const { signature, category, id, client = '', server = '' } = value;
    if (!isMiningAlarm(signature, category)) return;
    const joined = this.#joined.join(record, `${id ?? signature} ${addressOf(client)} ${server}`, place);
    if (joined !== undefined && flow !== undefined)
      this.#learnt.remember(flow, '', value.name ?? '', joined.place.offset);
  }

  #takeFlow({ value, flow }: RecordOf<'flow-cadence'>, place: () => Place): void {
    if (portOf(value.server) === 53) return;
    const [client, server] = [addressOf(value.client), addressOf(value.server)];
    const own = (value.names ?? []).filter(isPools);
    const isElsewhere = flow !== undefined && this.#elsewhere.has(flow);
    const beside = isElsewhere ? [] : [...this.#learnt.beside(server, client), ...this.#learnt.beside(flow, '')];
    const names = [...new Set([...own, ...beside])].filter((name) => name !== '');
    if (names.length === 0 && beside.length === 0 && !looksLikePoolFlow(value)) return;
    const oddities = this.#odd.take(flow);
    const whole = oddities.length > 0 ? { ...value, oddities } : value;
    this.#flows.add(names.length > 0 ? { ...whole, names } : whole, place());
  }
}

function isPools(name: string): boolean {
  return knownPool(name) !== undefined;
}

/** What the handshake calls the server. */
function namesOf({ serverName, certificate }: TlsHandshake): string[] {
  return [...(serverName === undefined ? [] : [serverName.replace(/^\*\./, '')]), ...certificateNames(certificate)];
}

/** The handshake with what the log of certificates says of the one that it was shown. */
function withCertificate(record: RecordOf<'tls-handshake'>, { record: told }: Joined): RecordOf<'tls-handshake'> {
  if (told.kind !== 'tls-handshake') return record;
  return {
    ...record,
    value: { ...record.value, certificate: { ...told.value.certificate, ...record.value.certificate } },
  };
}
