/** The kinds of facts that logs give, which say nothing of mining by themselves. */
import type { ObservationKind } from './observation.ts';

/** How somebody came in, and what was done then. */
export const entryKinds: ReadonlySet<ObservationKind> = new Set([
  'exploit-attempt',
  'login-event',
  'process-start',
  'log-action',
]);
