/**
 * Logs: events a second under Sigma rules, what more rules cost, and logs in which nothing matches beside grep and jq.
 * Every event and line is made anew from a seed. Whole processes, all sides of a comparison in turn within one run.
 * Traps: grep looks for literals and jq for one path only, Davylamp looks for what all its units look for and reads the
 * lines that it finds; start-up and the reading of rules count, which matters where the log is short.
 */
import { statSync } from 'node:fs';
import { corpusSize, eventLog, lineLog, ruleFolder } from './logs-data.ts';
import { accessLine, jsonAccessLine, type Next, syslogLine } from './logs-values.ts';
import { compare, type Figures, median, ratio, type Side } from './measure.ts';
import { davylamp, installed } from './peers.ts';

type Say = (line?: string) => void;

const events = 500_000;
const textBytes = 400_000_000;
/** What somebody looks for first in a log. */
const literals = ['xmrig', 'stratum+tcp', 'jndi:', 'wls-wsat', 'eval-stdin', '/dev/tcp/'];
const question = 'select((.request.uri // "") | test("jndi:|wls-wsat|eval-stdin"))';

export async function logsBench(say: Say, runs: number): Promise<void> {
  await rulesBench(say, runs);
  for (const log of textLogs) await textBench(say, runs, log);
  await memoryBench(say);
}

/** Our command with rules, or over several files. */
function scanning(name: string, path: string, jobs: number, ...more: readonly string[]): Side {
  const side = davylamp(path, jobs);
  return { ...side, name, args: [...side.args, ...more] };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

async function rulesBench(say: Say, runs: number): Promise<void> {
  const path = eventLog(`sysmon-${events}.evtx`, events);
  const withRules = [10, corpusSize, 1_000].map((count) =>
    scanning(`${count} rules`, path, 1, '--sigma', ruleFolder(count)),
  );
  const sides = [scanning('no rules', path, 1), ...(corpusSize > 0 ? withRules : [])];
  const figures = await compare(sides, runs);
  say(`### ${events.toLocaleString('en')} events of Sysmon, ${megabytes(statSync(path).size)}, one thread`);
  if (corpusSize === 0) say('The rules of ../shared/corpus are not here: only without rules.');
  say('| | seconds (median) | events/s | peak memory |');
  say('|---|---|---|---|');
  for (const { name, seconds, peakBytes } of figures) {
    const middle = median(seconds);
    say(
      `| ${name} | ${middle.toFixed(2)} | ${Math.round(events / middle).toLocaleString('en')} | ${megabytes(peakBytes)} |`,
    );
  }
  const [, few, , many] = figures;
  if (few && many) say(`| 1,000 rules beside 10, pair by pair | ${ratio(many, few).toFixed(2)} × | | |`);
  say();
}

interface TextLog {
  readonly title: string;
  readonly file: string;
  readonly line: (at: number, next: Next) => string;
  readonly isJson?: true;
}

const textLogs: readonly TextLog[] = [
  { title: 'Access logs', file: 'access', line: accessLine },
  { title: 'JSON access logs', file: 'access-json', line: jsonAccessLine, isJson: true },
  { title: 'syslog', file: 'messages', line: syslogLine },
];

async function textBench(say: Say, runs: number, { title, file, line, isJson }: TextLog): Promise<void> {
  const [one = '', two = ''] = [1, 2].map((seed) => lineLog(`${file}-${seed}.log`, textBytes, seed, line));
  const patterns = literals.flatMap((text) => ['-e', text]);
  const grep = {
    name: 'GNU grep -c -i -F',
    command: 'env',
    args: ['LC_ALL=C', 'grep', '-c', '-i', '-F', ...patterns, one],
  };
  const sides: Side[] = [
    scanning('davylamp, 2 threads', one, 2),
    scanning('davylamp, 1 thread', one, 1),
    ...(installed('grep') ? [grep] : []),
  ];
  const figures: { figures: Figures; bytes: number }[] = [];
  const bytes = statSync(one).size;
  for (const side of await compare(sides, runs)) figures.push({ figures: side, bytes });
  const both = await compare([scanning('davylamp, 2 threads, two such files', one, 2, two)], runs);
  for (const side of both) figures.push({ figures: side, bytes: bytes + statSync(two).size });
  if (isJson && installed('jq'))
    for (const side of await compare([{ name: 'jq -c', command: 'jq', args: ['-c', question, one] }], 1))
      figures.push({ figures: side, bytes });
  say(`### ${title}, ${megabytes(bytes)} in which nothing stands`);
  say('| | seconds (median) | GB/s | peak memory |');
  say('|---|---|---|---|');
  for (const { figures: side, bytes: read } of figures) {
    const middle = median(side.seconds);
    say(`| ${side.name} | ${middle.toFixed(2)} | ${(read / 1e9 / middle).toFixed(2)} | ${megabytes(side.peakBytes)} |`);
  }
  say();
}

/** Does memory grow with the log? */
async function memoryBench(say: Say): Promise<void> {
  const logs = [
    lineLog('access-100.log', 100_000_000, 3, accessLine),
    lineLog('access-1000.log', 1_000_000_000, 3, accessLine),
    eventLog('sysmon-100000.evtx', 100_000),
    eventLog(`sysmon-${events}.evtx`, events),
  ];
  const rules = corpusSize > 0 ? ['--sigma', ruleFolder(corpusSize)] : [];
  say(`### Peak memory${corpusSize > 0 ? ` with ${corpusSize} rules` : ''}, two threads`);
  say('| log | size | seconds | peak memory |');
  say('|---|---|---|---|');
  for (const path of logs) {
    const [side] = await compare([scanning(path, path, 2, ...rules)], 1);
    const kind = path.endsWith('.evtx') ? 'events of Sysmon' : 'access log';
    if (side)
      say(
        `| ${kind} | ${megabytes(statSync(path).size)} | ${median(side.seconds).toFixed(2)} | ${megabytes(side.peakBytes)} |`,
      );
  }
  say();
}
