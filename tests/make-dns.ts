/** Writes DNS messages, as resolvers and their clients send them. */

interface DnsRecordToMake {
  readonly name: string;
  readonly type: number;
  readonly ttl?: number;
  readonly data: readonly number[];
}

export interface DnsMessageToMake {
  readonly id?: number;
  /** The second 16 bits; a plain question, or a plain answer where there are answers. */
  readonly flags?: number;
  readonly questions?: readonly { readonly name: string; readonly type: number }[];
  readonly answers?: readonly DnsRecordToMake[];
  readonly authorities?: readonly DnsRecordToMake[];
  readonly others?: readonly DnsRecordToMake[];
}

const word = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];

/** A name without pointers. */
export function dnsName(name: string): number[] {
  const labels = name === '' ? [] : name.split('.');
  return [...labels.flatMap((label) => [label.length, ...Buffer.from(label, 'latin1')]), 0];
}

const record = ({ name, type, ttl = 300, data }: DnsRecordToMake): number[] => [
  ...dnsName(name),
  ...word(type),
  ...word(1),
  ...word(ttl >> 16),
  ...word(ttl),
  ...word(data.length),
  ...data,
];

export function makeDns(made: DnsMessageToMake): Uint8Array {
  const { id = 0x1234, questions = [], answers = [], authorities = [], others = [] } = made;
  const flags = made.flags ?? (answers.length > 0 ? 0x8180 : 0x0100);
  return Uint8Array.from([
    ...[id, flags, questions.length, answers.length, authorities.length, others.length].flatMap(word),
    ...questions.flatMap(({ name, type }) => [...dnsName(name), ...word(type), ...word(1)]),
    ...[...answers, ...authorities, ...others].flatMap(record),
  ]);
}

/** The message as it stands over TCP, behind its length. */
export function framedDns(message: Uint8Array): Uint8Array {
  return Uint8Array.from([...word(message.length), ...message]);
}
