/** What one watch needs to examine things: the workbench of a scan, and one for lines, which no decoder opens whole. */
import type { Host } from '../../model/host.ts';
import type { Limits } from '../../model/limits.ts';
import type { SweepExtractor } from '../../model/units.ts';
import type { Found } from '../../sieve/contract.ts';
import { Dispatcher } from '../registry.ts';
import type { Workbench } from '../workbench.ts';

export interface WatchBench {
  readonly host: Host;
  readonly limits: Limits;
  /** For whole artifacts: a conversation, a file that comes at once. */
  readonly whole: Workbench;
  /** For batches of lines: extractors, and decoders of stretches within lines. */
  readonly lines: Workbench;
  sweepsFor(head: Uint8Array, name: string): SweepExtractor[];
  /** True where something was found that an extractor or a decoder of stretches may want, not a sweep alone. */
  wakes(found: Found): boolean;
}

export function watchBench(whole: Workbench): WatchBench {
  const { registry, host, limits } = whole;
  const windows = registry.decoders.filter(({ mode }) => mode === 'window');
  const all = new Dispatcher([], [], registry.sweeps);
  const lines: Workbench = { ...whole, dispatcher: new Dispatcher(registry.extractors, windows) };
  const texts = [...registry.extractors, ...windows].flatMap((unit) => anchorsOf(unit));
  const anchors = new Set(texts);
  const disguises = new Set<string>(
    windows.flatMap((unit) => ('disguised' in unit ? (unit.disguised?.disguises ?? []) : [])),
  );
  return {
    host,
    limits,
    whole,
    lines,
    sweepsFor: (head, name) => all.sweepsFor(head, name),
    wakes: ({ hits, runs }) =>
      runs.length > 0 || hits.some(({ anchor, encoding }) => anchors.has(anchor) || disguises.has(encoding)),
  };
}

function anchorsOf(unit: object): string[] {
  if (!('anchors' in unit)) return [];
  // Every unit that has anchors has these: extractors and decoders alike.
  return (unit.anchors as readonly { readonly text: string }[]).map(({ text }) => text);
}
