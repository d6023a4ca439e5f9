/** What the mechanisms of entries, and the reasons they are told for, have in common. */
import type { Autostart } from './machine-payloads.ts';

type Mechanism = Autostart['mechanism'];
type Reason = Autostart['why'][number];

/** They decide who comes in and as whom; nothing is started by them alone. */
export const letsIn: ReadonlySet<Mechanism> = new Set<Mechanism>([
  'ssh-key',
  'account',
  'sudoers',
  'pam',
  'polkit',
  'set-uid',
]);

/** What the kernel itself runs. */
export const ofKernel: ReadonlySet<Mechanism> = new Set<Mechanism>(['kernel-module', 'ebpf']);

/** Where it stands, how it hides and what it is called say that its place was chosen by no package. */
export const outOfPlace: ReadonlySet<Reason> = new Set<Reason>([
  'from-temporary-folder',
  'from-hidden-folder',
  'hidden-entry',
  'poses-as-system',
]);

/** Reasons that say by themselves that what is started is no ordinary service. */
export const noService: ReadonlySet<Reason> = new Set<Reason>([
  'fetches-and-runs',
  'decodes',
  'written-by-redis',
  ...outOfPlace,
]);
