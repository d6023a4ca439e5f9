/**
 * What a script or a command does to the machine it runs on, as it is written there: nothing here says that it ran.
 * Technique ids are MITRE ATT&CK's (Enterprise).
 */
import { z } from 'zod';

const command = z.string().optional().describe('the statement, as written (after folding where `via` says so)');

/** Something that makes a program start again by itself. */
export const persistenceSchema = z.strictObject({
  mechanism: z.enum([
    'cron',
    'systemd',
    'rc-script',
    'shell-profile',
    'ld-preload',
    'ssh-key',
    'account',
    'scheduled-task',
    'service',
    'wmi-subscription',
    'run-key',
    'startup-folder',
    'launch-agent',
    'kernel-module',
    'container',
  ]),
  place: z.string().optional().describe('file, key, unit or task that is written'),
  starts: z.string().optional().describe('what is started'),
  command,
});
export type Persistence = z.infer<typeof persistenceSchema>;

/** Another miner that is stopped or kept away. What is named here is the rival's, never the actor's own. */
export const rivalKillSchema = z.strictObject({
  how: z.enum(['process', 'connection', 'port', 'file', 'container', 'firewall', 'hosts-file', 'cron']),
  names: z.array(z.string()).describe('processes, files, containers'),
  pools: z.array(z.string()).describe('hosts and addresses, with their port where one is given'),
  command,
});
export type RivalKill = z.infer<typeof rivalKillSchema>;

/** A defence that is switched off or removed. */
export const defenceOffSchema = z.strictObject({
  what: z.string().describe('selinux, apparmor, firewall, defender, cloud agent, audit, history, …'),
  command,
});

/** A trace that is wiped: a log, a history, the file itself. */
export const traceWipeSchema = z.strictObject({ target: z.string(), command });

/** A way on to other machines. */
export const spreadSchema = z.strictObject({
  how: z.enum(['ssh', 'scan', 'smb', 'container-api', 'database', 'remote-management', 'removable-drive']),
  tool: z.string().optional(),
  target: z.string().optional(),
  command,
});
export type Spread = z.infer<typeof spreadSchema>;

/** Secrets that are read. */
export const credentialAccessSchema = z.strictObject({
  what: z.enum([
    'ssh-key',
    'known-hosts',
    'shell-history',
    'cloud-credentials',
    'password-file',
    'memory',
    'browser',
    'wallet-file',
    'environment',
  ]),
  place: z.string().optional(),
  command,
});
export type CredentialAccess = z.infer<typeof credentialAccessSchema>;

/** A file that is made hard to see or to remove. */
export const hidingSchema = z.strictObject({
  how: z.enum(['process-name', 'hidden-file', 'immutable', 'process-list', 'rootkit', 'timestamp', 'system-name']),
  target: z.string().optional(),
  command,
});
export type Hiding = z.infer<typeof hidingSchema>;

/** A miner's configuration that is written to a file. */
export const configWriteSchema = z.strictObject({ path: z.string(), command });

/** A machine that is set up for mining: large pages, processor registers, power plans. */
export const hostTuningSchema = z.strictObject({ what: z.string(), command });

/** A rule of the user's own that matched. */
export const ruleMatchSchema = z.strictObject({
  engine: z.enum(['yara', 'sigma']),
  rule: z.string().describe('its name; for Sigma its id, or its title where it has none'),
  title: z.string().optional(),
  level: z.string().optional().describe('by its author: informational, low, medium, high, critical'),
  namespace: z.string().optional(),
  file: z.string().optional().describe('the rule file'),
  tags: z.array(z.string()),
  meta: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  patterns: z.array(
    z.strictObject({
      name: z.string(),
      offset: z.number().int().nonnegative(),
      length: z.number().int().nonnegative(),
      text: z.string().optional().describe('what matched, where the rule asks for fields of a log'),
    }),
  ),
  machine: z.string().optional().describe('that the matching event of a log came from'),
  times: z.number().int().positive().optional().describe('events that matched the same way; 1 where absent'),
  start: z.iso.datetime().optional().describe('of the first of them'),
  end: z.iso.datetime().optional(),
});
export type RuleMatch = z.infer<typeof ruleMatchSchema>;
