/**
 * What logs tell of how somebody came in and what ran then. All of it is what the log says: whoever may write a log may
 * write anything into it, and whoever may delete its lines may leave anything out.
 */
import { z } from 'zod';

const isoTime = z.iso.datetime();
const count = z.number().int().nonnegative();

/** How sure the times of a log are. Absent: its lines name their zone and their year. */
export const clockSchema = z.strictObject({
  zone: z.literal('unknown').optional().describe('no zone is named: times stand as if they were UTC'),
  year: z.literal('guessed').optional().describe('no year is named: it is the latest one that the log allows'),
});
export type Clock = z.infer<typeof clockSchema>;

/** What many kinds of events have in common. */
const event = {
  log: z.string().describe('the format that it was read from, by its id: evtx, iis-log, …'),
  machine: z.string().optional().describe('by its own name, where the log has it'),
  start: isoTime.optional(),
  clock: clockSchema.optional(),
};
/** Many events that differ in nothing but their time. */
const joined = {
  times: count.optional().describe('events that were joined into this one; 1 where absent'),
  end: isoTime.optional().describe('of the last one of them'),
};

/** A request that tries a known hole, or a door that has no lock. Whether it worked, it does not say. */
export const exploitAttemptSchema = z.strictObject({
  ...event,
  ...joined,
  exploit: z.string().describe('id of the exploit (docs/exploits.md)'),
  title: z.string(),
  cve: z.array(z.string()).optional(),
  service: z.string().describe('what is attacked: iis, weblogic, docker, …'),
  client: z.string().optional().describe('who asked; behind a proxy, the proxy'),
  host: z.string().optional().describe('the name that was asked for'),
  method: z.string().optional(),
  target: z.string().optional().describe('path and query, at most 512 characters'),
  status: z.number().int().optional().describe('of the answer, to the last one of them'),
  agent: z.string().optional(),
  command: z.string().optional().describe('what it would run, as far as the log shows it'),
  carries: z
    .enum(['miner', 'download', 'command', 'probe'])
    .optional()
    .describe('the most that it would do; probe: only asks whether there is a hole'),
  urls: z.array(z.string()).optional().describe('what it would fetch'),
});
export type ExploitAttempt = z.infer<typeof exploitAttemptSchema>;

/** Somebody logged in, or tried to. */
export const loginEventSchema = z.strictObject({
  ...event,
  ...joined,
  outcome: z.enum(['worked', 'failed']),
  service: z.string().describe('ssh, windows, rdp, sudo, su, console, database, …'),
  method: z.string().optional().describe('password, publickey, network, remote-desktop, …'),
  key: z.string().optional().describe('fingerprint of the key'),
  account: z.string().optional(),
  accounts: count.optional().describe('different accounts that were tried, where failures were joined'),
  from: z.string().optional().describe('address or name of the machine that it came from'),
  after: z
    .strictObject({
      failures: count,
      accounts: count.optional(),
      seconds: z.number().nonnegative().describe('from the first of them to this login'),
    })
    .optional()
    .describe('failed logins from the same place before one that worked'),
  newHere: z
    .boolean()
    .optional()
    .describe('no login that worked came from this place before, in a log that tells of others'),
});
export type LoginEvent = z.infer<typeof loginEventSchema>;

/** A program that was started, as the system wrote it down. Only those are told that say something about an entry. */
export const processStartSchema = z.strictObject({
  ...event,
  ...joined,
  program: z.string().optional().describe('its file'),
  command: z.string().optional().describe('at most 2,048 characters'),
  pid: count.optional(),
  user: z.string().optional(),
  folder: z.string().optional().describe('the working directory'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('as the log gives it'),
  parent: z
    .strictObject({ program: z.string().optional(), command: z.string().optional(), pid: count.optional() })
    .optional(),
  why: z
    .array(z.enum(['child-of-service', 'fetches', 'mines', 'hides', 'from-temporary-folder', 'package-script']))
    .min(1)
    .describe('what makes it worth telling'),
  service: z.string().optional().describe('which service started it: iis, weblogic, node, …'),
});
export type ProcessStart = z.infer<typeof processStartSchema>;

/** Something else that was done, as a log tells it. */
export const logActionSchema = z.strictObject({
  ...event,
  ...joined,
  action: z.enum([
    'file-written',
    'service-installed',
    'task-made',
    'account-made',
    'account-raised',
    'key-added',
    'defence-off',
    'log-cleared',
    'container-made',
    'pod-made',
    'package-installed',
    'job-step',
    'connection',
    'database-program',
    'notebook-run',
  ]),
  what: z.string().describe('the file, service, account, image, package, …'),
  command: z.string().optional().describe('what it starts'),
  user: z.string().optional().describe('who did it'),
  from: z.string().optional().describe('address that it came from'),
  program: z.string().optional().describe('the program that did it'),
  carries: z.enum(['miner', 'download', 'command']).optional().describe('the most that its command would do'),
});
export type LogAction = z.infer<typeof logActionSchema>;

/** What a miner itself printed while it mined, in all of a log. It is its own word. */
export const minerOutputSchema = z.strictObject({
  ...event,
  end: isoTime.optional(),
  program: z.string().optional().describe('as it calls itself: XMRig/6.21.0'),
  pools: z.array(z.string()).describe('as it names them, host:port'),
  algorithm: z.string().optional(),
  accepted: count.describe('shares that pools accepted'),
  rejected: count,
  rate: z.number().nonnegative().optional().describe('hashes a second, the highest that it told'),
});
export type MinerOutput = z.infer<typeof minerOutputSchema>;

/** What stretch of time a log covers: what it does not tell did not happen in it, or left no line. */
export const logSpanSchema = z.strictObject({
  ...event,
  end: isoTime.optional(),
  tells: z
    .array(z.enum(['web-requests', 'logins', 'processes', 'commands', 'containers', 'jobs', 'packages', 'system']))
    .describe('what a log of this kind would show'),
  jumps: count.optional().describe('places where its clock went back by more than an hour'),
});
export type LogSpan = z.infer<typeof logSpanSchema>;
