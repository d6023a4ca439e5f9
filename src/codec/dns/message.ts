/**
 * Messages of the domain name system: what was asked, and what came back.
 * Sources: RFC 1035, section 4 (messages, and their length over TCP); RFC 6891 (EDNS, which extends the outcome's code).
 * Does not see: DNS over TLS, HTTPS or QUIC; updates and transfers; whether an answer is true or signed.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { u8, u16be, u32be } from '../network/integers.ts';
import { readName } from './name.ts';
import { type RecordData, readRecordData } from './record-data.ts';
import { recordTypeName } from './record-type.ts';

export interface DnsQuestion {
  /** Lower case, without the last dot; odd octets as in zone files, `\.` and `\007`. */
  readonly name: string;
  /** `A`, `AAAA`, `HTTPS`, …, or `TYPE1234`. */
  readonly type: string;
}

interface DnsRecord extends DnsQuestion, RecordData {
  /** Seconds. */
  readonly ttl: number;
}

export interface DnsMessage {
  readonly id: number;
  readonly isAnswer: boolean;
  /** Outcome by its number: 0 no error, 2 server failure, 3 no such name, 5 refused. */
  readonly code: number;
  readonly questions: readonly DnsQuestion[];
  /** The answer section alone, class Internet. */
  readonly answers: readonly DnsRecord[];
  /**
   * False where the message says that it was cut, breaks off before all that its header promises, or holds an answer
   * that breaks its type's rules: that one comes without data.
   */
  readonly complete: boolean;
}

const headerSize = 12;
const smallestQuestion = 5;
const smallestRecord = 11;
const internet = 1;
/** Servers take one question (RFC 9619); more than a few are no message of a resolver. */
const mostQuestions = 16;

/**
 * Reads one message, as it stands in a datagram. An answer whose records break off is still read up to there.
 * `malformed` where not even the questions can be read.
 */
export function readDnsMessage(bytes: Uint8Array): Result<DnsMessage> {
  if (bytes.length < headerSize) return notThisFormat;
  const flags = u16be(bytes, 2);
  const isQuery = (flags & 0x7800) === 0;
  const asked = u16be(bytes, 4);
  if (!isQuery || asked > mostQuestions) return notThisFormat;
  if (headerSize + asked * smallestQuestion > bytes.length) return malformed(4, 'more questions than bytes');
  const questions = readQuestions(bytes, asked);
  if (questions.status !== 'ok') return questions;
  const answers = readRecords(bytes, questions.value.end, u16be(bytes, 6), true);
  const rest = readRecords(bytes, answers.end, u16be(bytes, 8) + u16be(bytes, 10), false);
  const wasCut = (flags & 0x0200) !== 0;
  return ok({
    id: u16be(bytes, 0),
    isAnswer: (flags & 0x8000) !== 0,
    code: (flags & 0x0f) | (rest.extendedCode << 4),
    questions: questions.value.questions,
    answers: answers.records,
    complete: !wasCut && answers.whole && rest.whole,
  });
}

function readQuestions(bytes: Uint8Array, count: number): Result<{ questions: DnsQuestion[]; end: number }> {
  const questions: DnsQuestion[] = [];
  let at = headerSize;
  for (let i = 0; i < count; i++) {
    const read = readName(bytes, at);
    if (read === undefined || read.end + 4 > bytes.length) return malformed(at, 'a question without a name');
    questions.push({ name: read.name, type: recordTypeName(u16be(bytes, read.end)) });
    at = read.end + 4;
  }
  return ok({ questions, end: at });
}

interface Section {
  readonly records: DnsRecord[];
  readonly end: number;
  /** All of its records were there and could be read. */
  readonly whole: boolean;
  /** Upper eight bits of the outcome's code, out of an OPT record. */
  readonly extendedCode: number;
}

/** Up to `count` records from `at` on; what they say is read only where it is `wanted`. */
function readRecords(bytes: Uint8Array, at: number, count: number, wanted: boolean): Section {
  const records: DnsRecord[] = [];
  let whole = true;
  let extendedCode = 0;
  for (let i = 0; i < count; i++) {
    const read = at + smallestRecord <= bytes.length ? readName(bytes, at) : undefined;
    const fixed = read?.end ?? bytes.length;
    const contentAt = fixed + 10;
    const end = contentAt <= bytes.length ? contentAt + u16be(bytes, fixed + 8) : bytes.length + 1;
    if (read === undefined || end > bytes.length) return { records, end: bytes.length, whole: false, extendedCode };
    const type = recordTypeName(u16be(bytes, fixed));
    if (type === 'OPT') extendedCode = u8(bytes, fixed + 4);
    // The highest bit of a class says "forget what you knew" in multicast DNS.
    else if (wanted && (u16be(bytes, fixed + 2) & 0x7fff) === internet) {
      const data = readRecordData(bytes, type, contentAt, end);
      whole &&= data !== undefined;
      records.push({ name: read.name, type, ttl: u32be(bytes, fixed + 4), ...data });
    }
    at = end;
  }
  return { records, end: at, whole, extendedCode };
}

/** A message within a conversation over TCP. Bytes. */
export interface FramedMessage {
  readonly offset: number;
  readonly length: number;
}

/**
 * Where the messages of one direction over TCP stand: each behind two octets of length. A last one that is cut is left
 * out.
 */
export function* framedDnsMessages(bytes: Uint8Array): Iterable<FramedMessage> {
  for (let at = 0; at + 2 <= bytes.length; ) {
    const length = u16be(bytes, at);
    const offset = at + 2;
    if (offset + length > bytes.length) return;
    yield { offset, length };
    at = offset + length;
  }
}
