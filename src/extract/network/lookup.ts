/** What became of one name and type in one conversation with a resolver: questions and answers, joined. */
import type { DnsMessage, DnsQuestion } from '../../codec/dns/message.ts';
import { isNowhere, writeEndpoint } from '../../model/endpoint.ts';
import type { NameLookup } from '../../model/network-payloads.ts';
import type { Segment, Stream } from '../../model/stream.ts';
import type { Extent, Sighting } from '../../model/units.ts';

/** Addresses and names that came back. */
const mostAnswers = 64;

export class Lookup {
  readonly #question: DnsQuestion;
  readonly #stream: Stream;
  /** Where it was seen first and last. */
  readonly #first: Extent;
  #last: Extent;
  readonly #answers = new Set<string>();
  /** Lookups by their questions and by their answers, for a capture may hold one side only. */
  #asked = 0;
  #answered = 0;
  /** Numbers of the last question and the last answer: who asks again at once, unheard, keeps the number. */
  #lastAsked: number | undefined;
  #lastAnswered: number | undefined;
  #outcome: NonNullable<NameLookup['outcome']> = 'asked';

  constructor(question: DnsQuestion, stream: Stream, first: Extent) {
    this.#question = question;
    this.#stream = stream;
    this.#first = first;
    this.#last = first;
  }

  add(message: DnsMessage, extent: Extent): void {
    this.#last = extent;
    if (!message.isAnswer) {
      if (message.id !== this.#lastAsked) this.#asked++;
      this.#lastAsked = message.id;
      return;
    }
    if (message.id !== this.#lastAnswered) this.#answered++;
    this.#lastAnswered = message.id;
    this.#outcome = outcomeOf(message);
    for (const answer of message.answers.flatMap(({ data, hints = [] }) => [data ?? '', ...hints]))
      if (answer !== '' && this.#answers.size < mostAnswers) this.#answers.add(answer);
  }

  sighting(): Sighting<'name-lookup'> {
    const { packet, time } = this.#segmentOf(this.#first) ?? {};
    const end = this.#segmentOf(this.#last)?.time;
    const times = Math.max(this.#asked, this.#answered);
    const value: NameLookup = {
      ...this.#question,
      sensor: 'capture',
      client: writeEndpoint(this.#stream.client),
      resolver: writeEndpoint(this.#stream.server),
      outcome: this.#outcome,
      ...(this.#answers.size > 0 && { answers: [...this.#answers] }),
      ...(times > 1 && { times }),
      ...(time !== undefined && { start: new Date(time).toISOString() }),
      ...(end !== undefined && end !== time && { end: new Date(end).toISOString() }),
    };
    const at = { ...this.#first, ...(packet !== undefined && { packet }), ...(time !== undefined && { time }) };
    return { kind: 'name-lookup', value, ...at };
  }

  #segmentOf({ offset }: Extent): Segment | undefined {
    return this.#stream.segments.find((one) => offset >= one.offset && offset < one.offset + one.length);
  }
}

const noError = 0;
const refused = 5;

/** A resolver that blocks a name answers with an address that leads nowhere, as a rule. */
function outcomeOf({ code, answers, complete }: DnsMessage): NonNullable<NameLookup['outcome']> {
  if (code !== noError) return code === refused ? 'refused' : 'none';
  // What was cut comes again over TCP.
  if (answers.length === 0) return complete ? 'none' : 'asked';
  const addresses = answers.filter(({ type }) => type === 'A' || type === 'AAAA');
  return addresses.length > 0 && addresses.every(({ data = '' }) => isNowhere(data)) ? 'blocked' : 'answered';
}
