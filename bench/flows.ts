/**
 * Captures of many flows, written packet by packet, in two forms. The usual one: web pages over TLS and in plain text,
 * DNS lookups, scans that nobody answers, connections that stay open for long, and a few miners, plain and under TLS.
 * The other: fewer conversations under TLS that all go on to the end, each at a pace of its own, where every packet is
 * another flow's than the one before. The same numbers give the same bytes.
 * `node dist/bench/flows.js [--long] [--flows N] [--seconds N] [--peers]` writes one and measures the decoder.
 * Traps: payload of TLS is random bytes, which no sieve likes and no peer can skip; a talk's pauses are shorter than a
 * day's, so more flows are alive at once than in most networks.
 */
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCapture } from './capture.ts';
import { type FlowsForm, manyFlows } from './flows-capture.ts';
import { compare, median, ratio } from './measure.ts';
import { capturePeers, davylamp } from './peers.ts';

const usual: FlowsForm = { flows: 260_000, seconds: 900, long: false };
const longTalks: FlowsForm = { flows: 2_000, seconds: 3_600, long: true };

/** Whole processes on both forms of capture, all sides in turn; prints Markdown. */
export async function flowsBench(
  say: (line?: string) => void,
  runs: number,
  forms: readonly FlowsForm[] = [usual, longTalks],
): Promise<void> {
  for (const form of forms) await formBench(say, runs, form);
}

async function formBench(say: (line?: string) => void, runs: number, form: FlowsForm): Promise<void> {
  const path = manyFlows(form);
  const { packets } = measureCapture(path);
  const sides = await compare([davylamp(path, 2), davylamp(path), ...capturePeers(path)], runs);
  const [ours] = sides;
  if (!ours) return;
  say(
    `### ${form.flows} ${form.long ? 'long ' : ''}flows, ${packets} packets, ${(statSync(path).size / 1e6).toFixed(0)} MB`,
  );
  say('| | seconds (median) | million packets/s | Davylamp is faster by | peak memory |');
  say('|---|---|---|---|---|');
  for (const side of sides) {
    const seconds = median(side.seconds);
    const faster = side === ours ? '' : `${ratio(side, ours).toFixed(2)} ×`;
    const rate = (packets / 1e6 / seconds).toFixed(2);
    say(`| ${side.name} | ${seconds.toFixed(2)} | ${rate} | ${faster} | ${(side.peakBytes / 1e6).toFixed(0)} MB |`);
  }
  say();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      long: { type: 'boolean', default: false },
      flows: { type: 'string' },
      seconds: { type: 'string' },
      peers: { type: 'boolean', default: false },
    },
  });
  const basis = values.long ? longTalks : usual;
  const form = {
    ...basis,
    flows: Number(values.flows ?? basis.flows),
    seconds: Number(values.seconds ?? basis.seconds),
  };
  const path = manyFlows(form);
  for (let round = 0; round < 4; round++) {
    const { packets, streams, seconds, sieveSeconds, decodeSeconds, peakBytes } = measureCapture(path);
    const parts = `sieve ${sieveSeconds.toFixed(2)} s, decoder ${decodeSeconds.toFixed(2)} s`;
    const rate = (packets / seconds / 1e6).toFixed(2);
    process.stdout.write(
      `${packets} packets, ${streams} parts, ${seconds.toFixed(2)} s (${parts}), ${rate} million packets/s, ${(peakBytes / 1e6).toFixed(0)} MB\n`,
    );
  }
  if (values.peers) await flowsBench((line = '') => process.stdout.write(`${line}\n`), 3, [form]);
}
