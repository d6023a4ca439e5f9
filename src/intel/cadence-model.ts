/**
 * How much a conversation that can't be read behaves as one between a miner and a pool. Each component measures one
 * thing, and cadence-table.ts says how many bits (binary logarithms of a likelihood ratio) each range of it is worth, for
 * each kind of miner; the kind that fits best counts. The bits are added up as though the components were independent,
 * which they are not: so the sum is a score and no probability, and the marks below were set by the alarms that it gave
 * on innocent traffic (docs/calibration.md).
 * Sources: the protocols (codec/stratum); the idea of taking Stratum's turns from sizes and times is XMR-Ray's
 * (Russo, Šrndić, Laskov: Detection of illicit cryptomining using network metadata, 2021,
 * https://doi.org/10.1186/s13635-021-00126-1).
 * Does not see: mining mixed with other traffic in one tunnel, or padded and timed so as to look like something else.
 */
import type { FlowCadence, Rhythm, Spread } from '../model/network-payloads.ts';
import { cadenceTable } from './cadence-table.ts';

export interface CadenceComponent {
  readonly id: string;
  /** What is measured, for a table's heading. */
  readonly measures: string;
  /** What was measured in this conversation, in words. */
  readonly says: (value: number) => string;
  /** Undefined where there was too little of it. */
  readonly measure: (rhythm: Rhythm, flow: FlowCadence) => number | undefined;
  /** Where one range ends and the next begins, ascending: the lower bound belongs to the higher range. */
  readonly edges: readonly number[];
}

/** Bits for each range of each component, by the kind of miner and the component's id. */
export type CadenceTable = typeof cadenceTable;

/** What one component adds. */
interface CadencePart {
  readonly id: string;
  readonly says: string;
  readonly bits: number;
}

export interface CadenceScore {
  /** The kind of miner whose table gives most. */
  readonly kind: string;
  readonly bits: number;
  /** What speaks most first, for or against. */
  readonly parts: readonly CadencePart[];
}

/** Less than this tells nothing. */
export const leastSeen: { readonly seconds: number; readonly pushes: number; readonly requests: number } = {
  seconds: 300,
  pushes: 4,
  requests: 4,
};

/**
 * What a program said, of what went over the wire: under TLS each message carries a header, a tag and a byte of type
 * (RFC 8446; TLS 1.2 adds 7 more).
 */
const recordBytes = 22;

/** Sizes without what TLS adds. */
export function saidBytes({ median, low, high }: Spread, { encrypted }: FlowCadence): Spread {
  const bare = (size: number): number => (encrypted ? Math.max(1, size - recordBytes) : size);
  return { median: bare(median), low: bare(low), high: bare(high) };
}

function said(sizes: Spread | undefined, flow: FlowCadence): number | undefined {
  return sizes && saidBytes(sizes, flow).median;
}

const ratio = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined || whole === 0 ? undefined : part / whole;

/** The middle half's width against its middle: 0 for what is always the same, about 1.6 for what comes at random. */
const spread = (values: Spread | undefined): number | undefined =>
  values && ratio(values.high - values.low, values.median);

const percent = (part: number): string => `${Math.round(part * 100)} %`;
const seconds = (value: number): string => (value < 10 ? `${value.toFixed(1)} s` : `${Math.round(value)} s`);
const bytes = (value: number): string => `${Math.round(value)} bytes`;
const rounded = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));

export const cadenceComponents: readonly CadenceComponent[] = [
  {
    id: 'push-interval',
    measures: 'seconds between two messages that the server sends unasked, in the middle',
    says: (value) => `the server speaks unasked about every ${seconds(value)}`,
    measure: ({ pushSeconds }) => pushSeconds?.median,
    edges: [2, 5, 10, 20, 40, 80, 160, 320],
  },
  {
    id: 'push-regularity',
    measures: 'how much those intervals differ (0 a clock, 1.6 chance)',
    says: (value) =>
      `the times between unasked messages are ${value < 0.3 ? 'as by a clock' : 'uneven'} (their middle half spreads over ${percent(value)} of the middle one)`,
    measure: ({ pushSeconds }) => spread(pushSeconds),
    edges: [0.05, 0.3, 0.8, 1.4, 2.2],
  },
  {
    id: 'push-size',
    measures: 'bytes of such a message',
    says: (value) => `an unasked message holds ${bytes(value)}`,
    measure: ({ pushBytes }, flow) => said(pushBytes, flow),
    edges: [60, 140, 200, 300, 480, 700, 1100, 2000],
  },
  {
    id: 'push-sameness',
    measures: 'how much their sizes differ',
    says: (value) => `the unasked messages’ sizes differ by ${percent(value)} in the middle half`,
    measure: ({ pushBytes }) => spread(pushBytes),
    edges: [0.003, 0.012, 0.05, 0.2, 0.6],
  },
  {
    id: 'request-interval',
    measures: 'seconds between two messages that the client begins',
    says: (value) => `the client speaks first about every ${seconds(value)}`,
    measure: ({ requestSeconds }) => requestSeconds?.median,
    edges: [1, 3, 8, 20, 40, 58, 62, 120, 300],
  },
  {
    id: 'request-regularity',
    measures: 'how much those intervals differ (0 a clock, 1.6 chance)',
    says: (value) =>
      `the times between the client’s messages are ${value < 0.3 ? 'as by a clock' : 'uneven'} (${percent(value)})`,
    measure: ({ requestSeconds }) => spread(requestSeconds),
    edges: [0.05, 0.3, 0.8, 1.4, 2.2],
  },
  {
    id: 'request-size',
    measures: 'bytes of such a message',
    says: (value) => `a message that the client begins holds ${bytes(value)}`,
    measure: ({ requestBytes }, flow) => said(requestBytes, flow),
    edges: [30, 70, 100, 150, 280, 700, 2700, 3000],
  },
  {
    id: 'request-sameness',
    measures: 'how much their sizes differ',
    says: (value) => `the sizes of what the client begins differ by ${percent(value)} in the middle half`,
    measure: ({ requestBytes }) => spread(requestBytes),
    edges: [0.003, 0.012, 0.05, 0.2, 0.6],
  },
  {
    id: 'answered',
    measures: 'part of them that the server answered at once',
    says: (value) => `${percent(value)} of what the client begins was answered at once`,
    measure: ({ answers, requests }) => ratio(answers, requests),
    edges: [0.3, 0.7, 0.9, 0.97],
  },
  {
    id: 'answer-size',
    measures: 'bytes of an answer',
    says: (value) => `an answer holds ${bytes(value)}`,
    measure: ({ answerBytes }, flow) => said(answerBytes, flow),
    edges: [10, 30, 80, 110, 200, 500],
  },
  {
    id: 'answer-sameness',
    measures: 'how much the answers’ sizes differ',
    says: (value) => `the answers’ sizes differ by ${percent(value)} in the middle half`,
    measure: ({ answerBytes }) => spread(answerBytes),
    edges: [0.005, 0.03, 0.15, 0.5],
  },
  {
    id: 'answer-to-request',
    measures: 'an answer against the request, in bytes',
    says: (value) => `an answer is ${rounded(value)} times as long as what it answers`,
    measure: ({ answerBytes, requestBytes }, flow) => ratio(said(answerBytes, flow), said(requestBytes, flow)),
    edges: [0.05, 0.2, 0.45, 0.8, 1.2],
  },
  {
    id: 'push-to-answer',
    measures: 'an unasked message against an answer, in bytes',
    says: (value) => `what comes unasked is ${rounded(value)} times as long as an answer`,
    measure: ({ pushBytes, answerBytes }, flow) => ratio(said(pushBytes, flow), said(answerBytes, flow)),
    edges: [0.5, 1, 2, 3, 8, 20],
  },
  {
    id: 'replied',
    measures: 'part of the unasked messages that the client replied to within a second',
    says: (value) => `the client replied at once to ${percent(value)} of what came unasked`,
    measure: ({ replies, pushes }) => ratio(replies, pushes),
    edges: [0.03, 0.1, 0.25, 0.6],
  },
  {
    id: 'turns',
    measures: 'messages that the client begins for each unasked one',
    says: (value) => `${rounded(value)} messages begun by the client for each unasked one`,
    measure: ({ requests, pushes }) => ratio(requests, pushes),
    edges: [0.15, 0.4, 1, 2.5, 6, 15, 40],
  },
  {
    id: 'silence',
    measures: 'seconds of the longest pause',
    says: (value) => `the longest silence lasted ${seconds(value)}`,
    measure: ({ longestPauseSeconds }) => longestPauseSeconds,
    edges: [15, 30, 58, 63, 130, 300, 600],
  },
];

/** The range of a component that a value lies in. */
export function rangeOf({ edges }: CadenceComponent, value: number): number {
  const at = edges.findIndex((edge) => value < edge);
  return at < 0 ? edges.length : at;
}

/** By the kind of miner that it is most like. Undefined where single packets were not seen, or too few. */
export function scoreCadence(flow: FlowCadence, table: CadenceTable = cadenceTable): CadenceScore | undefined {
  const { rhythm } = flow;
  if (rhythm === undefined || !isEnough(rhythm, flow)) return undefined;
  const measured = cadenceComponents.flatMap((component) => {
    const value = component.measure(rhythm, flow);
    return value === undefined ? [] : [{ component, value, range: rangeOf(component, value) }];
  });
  let best: CadenceScore | undefined;
  for (const [kind, bitsOf] of Object.entries(table)) {
    const bits = measured.reduce((sum, { component, range }) => sum + (bitsOf[component.id]?.[range] ?? 0), 0);
    if (best !== undefined && bits <= best.bits) continue;
    const parts = measured.map(({ component, value, range }): CadencePart => {
      return { id: component.id, says: component.says(value), bits: bitsOf[component.id]?.[range] ?? 0 };
    });
    best = { kind, bits: Math.round(bits * 10) / 10, parts };
  }
  return best && { ...best, parts: [...best.parts].sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits)) };
}

/** Whether a rhythm was seen for long enough to tell. */
export function isEnough({ pushes, requests }: Rhythm, { seconds: lasted = 0 }: FlowCadence): boolean {
  return lasted >= leastSeen.seconds && pushes >= leastSeen.pushes && requests >= leastSeen.requests;
}

// --- marks ----------------------------------------------------------------------------------------------------

/**
 * Bits. From `claim` on the rhythm alone is claimed; from `halfway` on where facts beside it (cadenceFacts) fill up what
 * is missing. Set so that of the models' innocent conversations about one in a thousand or fewer passes `claim`.
 */
export const cadenceMarks: { readonly claim: number; readonly halfway: number } = { claim: 15, halfway: 10 };
