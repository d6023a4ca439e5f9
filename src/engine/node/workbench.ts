/** What one thread needs to examine things, built once. */
import type { SigmaSet } from '../../codec/sigma/sigma-set.ts';
import type { Limits } from '../../model/limits.ts';
import { compilePlan, createSieve, type SievePlan } from '../../sieve/sieve.ts';
import { Rooms } from '../hold.ts';
import { Dispatcher, registry, registryWith, wantedBy } from '../registry.ts';
import { sigmaEvents } from '../sigma.ts';
import type { Workbench } from '../workbench.ts';
import { nodeHost } from './host.ts';
import type { RuleFile } from './yara/messages.ts';
import { YaraRunner } from './yara/runner.ts';

/** The tables of the sieve; threads share them. */
export function planSieve(): SievePlan {
  return compilePlan(wantedBy(registry.extractors, registry.decoders, registry.sweeps));
}

/** The user's own rules. */
export interface OwnRules {
  readonly yara?: readonly RuleFile[] | undefined;
  readonly sigma?: SigmaSet | undefined;
}

export function workbench(plan: SievePlan, limits: Limits, { yara = [], sigma }: OwnRules = {}): Workbench {
  const units = sigma ? registryWith([sigmaEvents(sigma)]) : registry;
  return {
    host: nodeHost,
    limits,
    registry: units,
    dispatcher: new Dispatcher(units.extractors, units.decoders, units.sweeps),
    sieve: createSieve(plan),
    rooms: new Rooms(),
    ...(yara.length > 0 ? { rules: new YaraRunner(yara) } : {}),
  };
}
