/** What logs show to have been done on a machine, and how much of it is mining. */
import { minerNames } from '../../intel/terms.ts';
import type { Observation } from '../../model/observation.ts';

export type Deed = Observation<'process-start'> | Observation<'log-action'>;

/** It fetches a miner, or mines. */
export function isOfMining({ kind, value }: Deed): boolean {
  if (kind === 'log-action') return value.carries === 'miner';
  return value.why.includes('mines') || namesMiner(value.command ?? '');
}

/** It fetches something and is no everyday download. */
export function fetches({ kind, value }: Deed): boolean {
  return kind === 'log-action'
    ? value.carries === 'download' || value.carries === 'miner'
    : value.why.includes('fetches');
}

const names = new RegExp(
  `(?<![a-z])(?:${minerNames.map(({ text }) => text.replace(/[^\w\s]/g, '\\$&')).join('|')})(?![a-z])`,
  'i',
);

function namesMiner(command: string): boolean {
  return /https?:/.test(command) && names.test(command);
}

/** What it was, for a title. */
export function deedInWords({ kind, value }: Deed, most = 100): string {
  const text = kind === 'log-action' ? (value.command ?? value.what) : (value.command ?? value.program ?? 'a program');
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

// --- services -------------------------------------------------------------------------------------------------

/** A service by the names that others of its kind go by: what runs under the web server's account may be any of them. */
const kin: Readonly<Record<string, readonly string[]>> = {
  php: ['php', 'apache', 'nginx', 'web'],
  java: ['java', 'weblogic', 'confluence', 'jenkins', 'web'],
  weblogic: ['weblogic', 'java'],
  confluence: ['confluence', 'java'],
  jenkins: ['jenkins', 'java'],
  node: ['node', 'web'],
  langflow: ['langflow', 'python'],
  ray: ['ray', 'python'],
  jupyter: ['jupyter', 'python'],
  iis: ['iis'],
};

/** A process of the service that was attacked; a hole without a name may be anybody's. */
export function isOfService(attacked: string, running: string | undefined): boolean {
  if (running === undefined) return false;
  return attacked === 'web' || attacked === running || (kin[attacked]?.includes(running) ?? false);
}

/** Services that do what they are asked: where they have no lock, no hole is needed. */
export const doors: ReadonlySet<string> = new Set([
  'docker',
  'kubernetes',
  'redis',
  'jupyter',
  'postgresql',
  'selenium',
  'ray',
  'hadoop',
  'jenkins',
]);
