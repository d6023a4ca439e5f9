/** `davylamp watch SOURCE…`: what grows in, alerts out. docs/watch.md. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Carrier } from '../engine/node/watch/outbox.ts';
import type { SyslogTarget } from '../engine/node/watch/syslog-sender.ts';
import type { WatchOptions } from '../engine/node/watch/watch.ts';
import type { WatchSummary } from '../model/alert.ts';
import { stages } from '../model/ladder.ts';
import { describe } from '../report/describe.ts';
import { escapeText } from '../report/escape.ts';
import { jsonLine } from '../report/json.ts';
import { rung } from '../report/words.ts';
import { type Door, exit, Mistake } from './door.ts';
import { type Flags, type Given, oneOf, readFlags } from './flags.ts';

const failStages = ['mention', 'capability', 'configured', 'active', 'never'] as const;

/** As the page of help lays them out. */
const below = `\n${' '.repeat(33)}`;

export const watchFlags: Flags = {
  once: { says: 'read to the end of what is there, then stop' },
  from: { takes: 'WHERE', says: `start or end: what to do with what stands there already${below}(default start)` },
  'at-least': { takes: 'STAGE', says: `tell from this stage on: ${stages.join(', ')};${below}default capability` },
  sigma: {
    takes: 'PATH',
    says: `also hold these Sigma rules against the events of logs: a${below}file, or a folder; what they match is told at any stage`,
  },
  again: { takes: 'TIME', says: `tell of what goes on once more after this time${below}(30s, 10m, 1h; default 1h)` },
  state: { takes: 'FILE', says: `keep there how far it got (default: under${below}$XDG_STATE_HOME/davylamp)` },
  'no-state': { says: 'keep nothing: after a restart all is read anew' },
  syslog: { takes: 'URL', says: `also send alerts there: udp://HOST:PORT, tcp://HOST:PORT,${below}unix:/PATH` },
  webhook: {
    takes: 'URL',
    says: `also post alerts there as JSON; a token in${below}DAVYLAMP_WEBHOOK_TOKEN is sent along`,
  },
  metrics: { takes: 'HOST:PORT', says: "serve Prometheus' metrics there, such as 127.0.0.1:9464" },
  'fail-on': { takes: 'STAGE', says: 'exit 1 where this stage was told of (default configured)' },
  quiet: { short: 'q', says: 'no summary at the end, on standard error nothing but mistakes' },
};

interface WatchWish
  extends Omit<WatchOptions, 'stdin' | 'write' | 'tell' | 'describe' | 'toJson' | 'carriers' | 'sigma'> {
  readonly sigma?: string | undefined;
  readonly syslog?: SyslogTarget | undefined;
  readonly webhook?: string | undefined;
  readonly failOn: (typeof failStages)[number];
  readonly quiet: boolean;
}

export async function watchCommand(args: readonly string[], door: Door): Promise<number> {
  const { sigma, syslog, webhook, failOn, quiet, ...wish } = readWatchWish(readFlags(args, watchFlags), process.env);
  if (wish.once) mustBeThere(wish.sources);
  const { NoRules, readWatchRules, StateTrouble, Watch } = await import('../engine/node/watch/index.ts');
  const carriers = await openCarriers(syslog, webhook);
  const tell = (what: string): void => {
    if (!quiet) door.tell(`davylamp: ${escapeText(what)}\n`);
  };
  try {
    const rules = sigma === undefined ? undefined : await readWatchRules(sigma);
    for (const mistake of rules?.mistakes ?? []) tell(mistake);
    const watch = new Watch({
      ...wish,
      sigma: rules?.set,
      carriers,
      describe,
      toJson: (alert) => jsonLine(alert).trimEnd(),
      async write(line) {
        await door.write(line);
        // What nobody reads was not told: the next watch tells it.
        if (process.stdout.errored) throw process.stdout.errored;
      },
      tell,
      ...(wish.sources.includes('-') ? { stdin: door.stdin } : {}),
    });
    const summary = await underSignals(watch, () => watch.run());
    if (!quiet) await door.write(jsonLine(summary));
    return verdict(summary, failOn);
  } catch (error) {
    if (error instanceof StateTrouble) throw new Mistake(error.message);
    if (error instanceof NoRules) throw new Mistake(`--sigma: ${error.message}`);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // What can't be listened on is the user's to mend; anything else is a defect of ours.
    if (error instanceof Error && /^E[A-Z]+$/.test(code)) throw new Mistake(error.message);
    throw error;
  }
}

/** A file that grows need not be there yet; one that is read once must. */
function mustBeThere(sources: readonly string[]): void {
  const isThere = (source: string): boolean => source === '-' || source.startsWith('unix:') || existsSync(source);
  if (!sources.some(isThere))
    throw new Mistake(`nothing could be read: ${sources.join(', ')}: no such file or folder; check the path`);
}

/** SIGINT and SIGTERM end the watch as its end would; SIGHUP has it look at all sources at once. */
async function underSignals<T>(watch: { stop(): void; lookNow(): void }, work: () => Promise<T>): Promise<T> {
  const stop = (): void => watch.stop();
  const look = (): void => watch.lookNow();
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', look);
  try {
    return await work();
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', look);
  }
}

async function openCarriers(syslog: SyslogTarget | undefined, webhook: string | undefined): Promise<Carrier[]> {
  const carriers: Carrier[] = [];
  if (syslog) carriers.push((await import('../engine/node/watch/syslog-sender.ts')).syslogCarrier(syslog));
  const token = process.env['DAVYLAMP_WEBHOOK_TOKEN'];
  if (webhook) carriers.push((await import('../engine/node/watch/webhook.ts')).webhook(webhook, token));
  return carriers;
}

function verdict({ alerts }: WatchSummary, failOn: WatchWish['failOn']): number {
  if (failOn === 'never') return exit.clear;
  const isFound = stages.some((stage) => rung[stage] >= rung[failOn] && (alerts[stage] ?? 0) > 0);
  return isFound ? exit.found : exit.clear;
}

// --- wishes ---------------------------------------------------------------------------------------------------

export function readWatchWish(
  { operands, values, switches }: Given,
  environment: Readonly<Record<string, string | undefined>>,
): WatchWish {
  if (operands.length === 0)
    throw new Mistake('watch needs a source: davylamp watch FILE, FOLDER, unix:/PATH, or - for standard input');
  if (values.has('state') && switches.has('no-state')) throw new Mistake('--state and --no-state exclude each other');
  const syslog = values.get('syslog');
  const webhook = values.get('webhook');
  const metrics = values.get('metrics');
  return {
    sources: operands,
    once: switches.has('once'),
    fromEnd: oneOf('from', values.get('from') ?? 'start', ['start', 'end'] as const) === 'end',
    atLeast: oneOf('at-least', values.get('at-least') ?? 'capability', stages),
    sigma: values.get('sigma'),
    againMs: duration('again', values.get('again') ?? '1h'),
    state: switches.has('no-state') ? undefined : (values.get('state') ?? stateFile(operands, environment)),
    metrics: metrics === undefined ? undefined : address('metrics', metrics),
    syslog: syslog === undefined ? undefined : syslogTarget(syslog),
    webhook: webhook === undefined ? undefined : webUrl(webhook),
    failOn: oneOf('fail-on', values.get('fail-on') ?? 'configured', failStages),
    quiet: switches.has('quiet'),
  };
}

/** One for each set of sources. Source: the XDG Base Directory Specification. */
function stateFile(sources: readonly string[], environment: Readonly<Record<string, string | undefined>>): string {
  const base = environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state');
  const id = createHash('sha256')
    .update(JSON.stringify([process.cwd(), ...sources]))
    .digest('hex');
  return join(base, 'davylamp', `watch-${id.slice(0, 16)}.json`);
}

const milliseconds: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function duration(flag: string, text: string): number {
  const [, digits, unit = 's'] = /^(\d{1,6})([smhd]?)$/.exec(text) ?? [];
  if (digits === undefined) throw new Mistake(`--${flag} needs a time such as 30s, 10m or 1h, not "${text}"`);
  return Number(digits) * (milliseconds[unit || 's'] ?? 1_000);
}

function address(flag: string, text: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || port === undefined || Number(port) > 65_535)
    throw new Mistake(`--${flag} needs HOST:PORT, such as 127.0.0.1:9464, not "${text}"`);
  return { host, port: Number(port) };
}

function syslogTarget(text: string): SyslogTarget {
  const [, by, rest = ''] = /^(udp:\/\/|tcp:\/\/|unix:)(.+)$/.exec(text) ?? [];
  if (by === 'unix:') return { by: 'unix', path: rest };
  if (by === undefined)
    throw new Mistake(`--syslog needs udp://HOST:PORT, tcp://HOST:PORT or unix:/PATH, not "${text}"`);
  return { by: by === 'udp://' ? 'udp' : 'tcp', ...address('syslog', rest) };
}

function webUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new Mistake(`--webhook needs a URL that begins with https:// or http://, not "${text}"`);
  return url.href;
}
