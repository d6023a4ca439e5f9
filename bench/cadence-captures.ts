/** Rhythms of real conversations: the longer ones in the captures of ../shared/corpus, as the capture decoder has them. */
import { existsSync, readFileSync } from 'node:fs';
import { cadenceMarks, scoreCadence } from '../src/intel/cadence-model.ts';
import type { FlowCadence } from '../src/model/network-payloads.ts';
import type { Stream } from '../src/model/stream.ts';
import { walkCapture } from '../tests/walk-capture.ts';
import { markdownTable } from '../tools/markdown-table.ts';

const corpus = new URL('../../../shared/corpus/pcap/', import.meta.url);

/** What each holds, by the captures' own documentation. */
const captures = [
  ['ndpi-mining.pcapng', 'sessions with pools'],
  ['zeek-bitcoin-mining.pcap', 'sessions with pools'],
  ['ndpi-bitcoin.pcap', 'Bitcoin nodes'],
] as const;

/** Seconds; shorter ones are left out. */
const least = 120;

export function capturesTable(): string {
  const rows = captures.flatMap(([file, what]) => {
    const path = new URL(file, corpus);
    if (!existsSync(path)) return [[file, what, '–', 'not at hand', '']];
    return walkCapture(readFileSync(path)).streams.flatMap(({ stream }) => {
      const flow = cadenceOf(stream);
      return flow === undefined || (flow.seconds ?? 0) < least ? [] : [[file, what, ...inWords(flow)]];
    });
  });
  return markdownTable(['capture', 'holds', 'conversation', 'score', 'taken for a miner’s'], rows);
}

function cadenceOf({ client, server, cadence }: Stream): FlowCadence | undefined {
  if (cadence?.rhythm === undefined) return undefined;
  const { first, last, rhythm, ...totals } = cadence;
  const ends = { client: `${client.address}:${client.port}`, server: `${server.address}:${server.port}` };
  return { ...ends, ...totals, transport: 'tcp', sensor: 'capture', seconds: (last - first) / 1000, rhythm };
}

function inWords(flow: FlowCadence): string[] {
  const { pushes = 0, requests = 0 } = flow.rhythm ?? {};
  const length = `${Math.round(flow.seconds ?? 0)} s, ${pushes} unasked messages, ${requests} of the client’s`;
  const score = scoreCadence(flow);
  if (score === undefined) return [`to port ${flow.server.split(':').at(-1)}: ${length}`, 'too little to tell', 'no'];
  const isClaimed = score.bits >= cadenceMarks.claim;
  return [
    `to port ${flow.server.split(':').at(-1)}: ${length}`,
    `${score.bits.toFixed(1)} bits`.replace('-', '−'),
    isClaimed ? `yes (${score.kind})` : 'no',
  ];
}
