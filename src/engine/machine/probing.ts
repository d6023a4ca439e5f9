/** Asks every probe about a machine. One that crashes costs what it would have told, and nothing else. */
import type { Limits } from '../../model/limits.ts';
import type { Machine, MachineMiss, MachineSighting, Probe, Wished } from '../../model/machine-units.ts';
import { oneLine } from '../ledger.ts';

/** Told of one machine by one probe: a healthy one has some hundreds of units and cron entries. */
const mostTold = 20_000;
/** Files that are to be examined: what no package brought, what starts, logs. */
const mostExamined = 50_000;

/** A sighting and the probe that saw it. */
export interface Probed {
  readonly by: string;
  readonly sighting: MachineSighting;
}

/** A text or a piece of memory that stands in no file of its own. */
export interface Piece {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Asked {
  readonly sightings: readonly Probed[];
  /** Each path once, in the order in which they were asked for. */
  readonly examine: readonly string[];
  readonly pieces: readonly Piece[];
  readonly misses: readonly MachineMiss[];
  /** How much was looked at, by what it is called. */
  readonly looked: ReadonlyMap<string, number>;
}

/**
 * @param wished of each probe, in the order of the probes
 * @param onProbe called after each: whoever wants to rest, or to let others work, does so here
 */
export async function askProbes(
  machine: Machine,
  probes: readonly Probe[],
  wished: readonly Wished[],
  limits: Limits,
  onProbe: () => Promise<void> | undefined = () => undefined,
): Promise<Asked> {
  const asked = new Answers(limits);
  for (const [i, probe] of probes.entries()) {
    const { platform } = probe;
    if (platform === 'any' || platform === machine.platform) asked.ask(probe, machine, wished[i] ?? noFiles);
    await onProbe();
  }
  return asked;
}

const noFiles: Wished = { paths: [], left: 0 };

class Answers implements Asked {
  readonly sightings: Probed[] = [];
  readonly pieces: Piece[] = [];
  readonly misses: MachineMiss[] = [];
  readonly looked = new Map<string, number>();
  readonly #examine = new Set<string>();
  readonly #limits: Limits;
  #pieceBytes = 0;
  #unexamined = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get examine(): readonly string[] {
    return [...this.#examine];
  }

  ask(probe: Probe, machine: Machine, wished: Wished): void {
    let told = 0;
    try {
      for (const out of probe.probe(machine, wished)) {
        if ('gap' in out) this.misses.push(out);
        else if ('examine' in out) this.#wants(out.examine, out.bytes);
        else if ('looked' in out) this.#counts(out.looked);
        else if (told++ < mostTold) this.sightings.push({ by: probe.id, sighting: out });
      }
    } catch (error) {
      this.misses.push({ gap: { code: 'crashed', what: `a defect in ${probe.id}: ${oneLine(error)}`, path: '/' } });
    }
    if (wished.left > 0) this.#left(`${wished.left} files that ${probe.id} would look at are left out`);
    if (told > mostTold) this.#left(`${told - mostTold} things that ${probe.id} saw are left out`);
  }

  #wants(path: string, bytes: Uint8Array | undefined): void {
    if (bytes !== undefined) {
      this.#pieceBytes += bytes.length;
      if (this.#pieceBytes <= this.#limits.wholeBytes) this.pieces.push({ path, bytes });
      else this.#left(`${path} is not examined: more than ${this.#limits.wholeBytes} bytes of memory and texts`);
    } else if (this.#examine.size < mostExamined) this.#examine.add(path);
    else if (this.#unexamined++ === 0) this.#left(`more than ${mostExamined} files to examine: the rest is left out`);
  }

  #counts({ at, count }: { readonly at: string; readonly count: number }): void {
    this.looked.set(at, (this.looked.get(at) ?? 0) + count);
  }

  #left(what: string): void {
    this.misses.push({ gap: { code: 'limit-count', what, path: '/' } });
  }
}
