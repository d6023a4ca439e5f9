/**
 * Records the traffic of tests/traffic to a folder: `node dist/tools/traffic.js FOLDER [NAME…]`. Needs root, tcpdump and
 * about a minute and a half. Each capture's truth stands in README.txt beside it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missing } from '../tests/traffic/play.ts';
import { type Recorded, record } from '../tests/traffic/record.ts';
import { plays } from '../tests/traffic/set.ts';
import { whyNot } from '../tests/traffic/tcpdump.ts';

const [folder, ...names] = process.argv.slice(2);
const trouble = folder === undefined ? 'use: node dist/tools/traffic.js FOLDER [NAME…]' : whyNot();
if (folder === undefined || trouble !== undefined) {
  process.stderr.write(`${trouble}\n`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const wanted = plays.filter((play) => (names.length === 0 || names.includes(play.name)) && missing(play) === undefined);
const recorded = await record(wanted, folder);
writeFileSync(join(folder, 'README.txt'), recorded.map(describe).join('\n'));
process.exit(recorded.some(({ broken }) => broken !== undefined) ? 1 : 0);

function describe({ play, told, packets, broken }: Recorded): string {
  const lines = [`${play.name}.pcap: ${play.about}.`, `  truth: ${play.truth}; ${packets} packets`];
  if (broken !== undefined) lines.push(`  BROKEN OFF: ${broken}`);
  return `${[...lines, ...told.map((one) => `  ${JSON.stringify(one)}`)].join('\n')}\n`;
}
