/** Runs `davylamp watch` as its own process on loopback and in a folder of its own, always bounded in time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Alert, alertSchema, type WatchSummary, watchSummarySchema } from '../src/model/alert.ts';

const command = resolve('dist/src/cli/main.js');
const mostMs = 60_000;

export interface Watched {
  readonly process: ChildProcess;
  readonly alerts: Alert[];
  readonly summary: () => WatchSummary | undefined;
  readonly errors: () => string;
  /** Resolves when the condition holds; rejects after a while, with what was said on standard error. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** Ends it and resolves with its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

export function startWatch(folder: string, args: readonly string[]): Watched {
  const child = spawn(process.execPath, [command, 'watch', ...args], {
    cwd: folder,
    env: { ...process.env, XDG_STATE_HOME: join(folder, 'state') },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const alerts: Alert[] = [];
  let summary: WatchSummary | undefined;
  let errors = '';
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const parsed: unknown = JSON.parse(line);
      const alert = alertSchema.safeParse(parsed);
      if (alert.success) alerts.push(alert.data);
      else summary = watchSummarySchema.parse(parsed);
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), mostMs);
  const ended = new Promise<number | null>((done) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      done(code);
    });
  });
  return {
    process: child,
    alerts,
    summary: () => summary,
    errors: () => errors,
    until: (what, holds) => until(what, holds, () => errors),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
    ended,
  };
}

export async function until(what: string, holds: () => boolean, why: () => string = () => ''): Promise<void> {
  for (const end = Date.now() + mostMs / 2; Date.now() < end; await pause(10)) if (holds()) return;
  throw new Error(`waited in vain until ${what}; ${why()}`);
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Suricata's record of an alarm about one machine; addresses are those kept for documentation (RFC 5737, RFC 2544). */
export function alarmLine(machine: number): string {
  return `${JSON.stringify({
    timestamp: '2026-11-23T10:00:00.250000+0000',
    flow_id: flowNumber(machine + 0.5),
    event_type: 'alert',
    src_ip: machineAddress(machine),
    src_port: 40_000,
    dest_ip: '203.0.113.7',
    dest_port: 3333,
    proto: 'TCP',
    alert: {
      action: 'allowed',
      gid: 1,
      signature_id: 2_024_792,
      rev: 4,
      signature: 'ET COINMINER Cryptocurrency Miner Checkin',
      category: 'Crypto Currency Mining Activity Detected',
      severity: 2,
    },
  })}\n`;
}

export function machineAddress(machine: number): string {
  return `198.18.${machine >> 8}.${machine & 255}`;
}

/** Suricata's are sixteen digits that look like chance. */
function flowNumber(seed: number): number {
  return 1_000_000_000_000_000 + Math.floor(Math.abs(Math.sin(seed)) * 900_000_000_000_000);
}

/** An innocent record of about 500 bytes. */
export function innocentLine(number: number): string {
  return `${JSON.stringify({
    timestamp: '2026-11-23T10:00:00.250000+0000',
    flow_id: flowNumber(number),
    event_type: 'http',
    src_ip: '192.0.2.10',
    src_port: 50_000,
    dest_ip: '198.51.100.20',
    dest_port: 80,
    proto: 'TCP',
    tx_id: 0,
    http: {
      hostname: 'www.example.com',
      url: `/news/${number}/${'what-came-of-it/'.repeat(9)}`,
      http_user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      http_content_type: 'text/html',
      http_method: 'GET',
      protocol: 'HTTP/1.1',
      status: 200,
      length: 12_345,
    },
  })}\n`;
}

/** Machines that were told of, each as often as it was. */
export function machines(alerts: readonly Alert[]): string[] {
  return alerts.map(({ machine }) => machine ?? '?').sort();
}

/** Alarms about these machines with innocent records around them. */
export function append(path: string, from: number, to: number): void {
  let text = '';
  for (let machine = from; machine < to; machine++) text += `${innocentLine(machine)}${alarmLine(machine)}`;
  appendFileSync(path, text);
}

export function addresses(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => machineAddress(from + i)).sort();
}
