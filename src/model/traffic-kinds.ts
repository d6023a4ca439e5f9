/**
 * Facts about traffic that is no session with a pool: what it looks like from outside, and what another tool said of it.
 * They tie a machine to a pool, and of what was said there they tell nothing.
 */
import type { ObservationKind } from './observation.ts';

/** Each names the machine where it is known. */
export const contactKinds = [
  'name-lookup',
  'tls-handshake',
  'http-request',
  'flow-cadence',
  'sensor-alert',
] as const satisfies readonly ObservationKind[];
export type ContactKind = (typeof contactKinds)[number];

/** And a coin's node, which is tied to its peers and to no pool. */
export const besideSessions: ReadonlySet<ObservationKind> = new Set([...contactKinds, 'coin-node']);
