/** What one thread needs to examine things, built once. */
import type { Limits } from '../../model/limits.ts';
import { compilePlan, createSieve, type SievePlan } from '../../sieve/sieve.ts';
import { Rooms } from '../hold.ts';
import { Dispatcher, registry, wantedBy } from '../registry.ts';
import type { Workbench } from '../workbench.ts';
import { nodeHost } from './host.ts';
import type { RuleFile } from './yara/messages.ts';
import { YaraRunner } from './yara/runner.ts';

/** The tables of the sieve; threads share them. */
export function planSieve(): SievePlan {
  return compilePlan(wantedBy(registry.extractors, registry.decoders, registry.sweeps));
}

export function workbench(plan: SievePlan, limits: Limits, rules: readonly RuleFile[] = []): Workbench {
  return {
    host: nodeHost,
    limits,
    registry,
    dispatcher: new Dispatcher(registry.extractors, registry.decoders, registry.sweeps),
    sieve: createSieve(plan),
    rooms: new Rooms(),
    ...(rules.length > 0 ? { rules: new YaraRunner(rules) } : {}),
  };
}
