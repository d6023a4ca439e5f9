/** What one thread needs to examine things. */
import type { Host } from '../model/host.ts';
import type { Limits } from '../model/limits.ts';
import type { Sieve } from '../sieve/contract.ts';
import type { Rooms } from './hold.ts';
import type { Dispatcher, Registry } from './registry.ts';
import type { RuleRunner } from './rules.ts';

export interface Workbench {
  readonly host: Host;
  readonly limits: Limits;
  readonly registry: Registry;
  readonly dispatcher: Dispatcher;
  readonly sieve: Sieve;
  readonly rooms: Rooms;
  /** The user's own rules, where there are any. */
  readonly rules?: RuleRunner | undefined;
}
