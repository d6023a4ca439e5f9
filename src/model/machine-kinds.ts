/** The kinds of facts that a machine itself gives, which say nothing of mining by themselves. */
import type { ObservationKind } from './observation.ts';

export const machineKinds: ReadonlySet<ObservationKind> = new Set([
  'machine',
  'process',
  'autostart',
  'file-trace',
  'package-file',
  'bad-release',
  'machine-setting',
  'container',
  'secret-at-hand',
]);
