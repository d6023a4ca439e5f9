/** What the variables of a script hold. Whether a block is run is not known, so what only it sets may not hold behind it. */
import type { FoldBudget } from '../fold/constant.ts';

/** A text that is known, of a variable or of a command. */
export interface Output {
  readonly text: string;
  /** An encoding was undone, or a word put together that was taken apart. */
  readonly telling: boolean;
}

export type Held = Output | readonly Output[];

export class Variables {
  /** How often each variable is set anywhere in the script. */
  readonly #assigned: ReadonlyMap<string, number>;
  #held: Map<string, Held> = new Map();
  /** Variables set in each block that is open, and in no block within it. */
  #blocks: Set<string>[] = [];
  #state = 0;
  #states = 0;

  constructor(assigned: ReadonlyMap<string, number>) {
    this.#assigned = assigned;
  }

  /** A number that is another one whenever a variable may have changed. */
  get state(): number {
    return this.#state;
  }

  isAssigned(name: string): boolean {
    return this.#assigned.has(name);
  }

  get(name: string): Held | undefined {
    return this.#held.get(name);
  }

  /** An element of a list, or the text where there is no index. */
  valueOf(name: string, index: string | undefined): Output | undefined {
    const held = this.#held.get(name);
    if (isList(held)) return element(held, index);
    return index === undefined ? held : undefined;
  }

  /** Without a value the variable is unknown from here on. */
  assign(name: string, held: Held | undefined): void {
    this.touch();
    if (held === undefined) this.#held.delete(name);
    else this.#held.set(name, held);
    this.#blocks.at(-1)?.add(name);
  }

  forget(names: readonly (string | undefined)[]): void {
    this.touch();
    for (const name of names) if (name !== undefined) this.#held.delete(name);
  }

  enter(): void {
    this.#blocks.push(new Set());
  }

  /** What the block set holds on only where nothing else sets it. */
  leave(): void {
    this.touch();
    for (const name of this.#blocks.pop() ?? []) if ((this.#assigned.get(name) ?? 0) > 1) this.#held.delete(name);
  }

  /** What words are has to be worked out again. */
  touch(): void {
    this.#state = ++this.#states;
  }

  /** A substitution, or a call, has variables of its own: what it sets is forgotten behind it. */
  within<T>(work: () => T): T {
    const [held, blocks, state] = [this.#held, this.#blocks, this.#state];
    this.#held = new Map(held);
    this.#blocks = [];
    const result = work();
    this.#held = held;
    this.#blocks = blocks;
    this.#state = state;
    return result;
  }

  /** `$1`, `$2` and `$@` of a call. */
  setArguments(values: readonly Output[]): void {
    this.touch();
    for (const [i, value] of values.entries()) this.#held.set(String(i + 1), value);
    this.#held.set('@', { text: values.map(({ text }) => text).join(' '), telling: false });
  }
}

const isList = (held: Held | undefined): held is readonly Output[] => Array.isArray(held);

/** `name+=…` */
export function joined(held: Held | undefined, added: Held | undefined, budget: FoldBudget): Held | undefined {
  if (held === undefined || added === undefined) return undefined;
  if (isList(held)) return isList(added) && budget.spend(held.length) ? [...held, ...added] : undefined;
  return isList(added) ? undefined : { text: held.text + added.text, telling: held.telling || added.telling };
}

/** `${a[2]}`, `${a[@]}`. */
function element(values: readonly Output[], index: string | undefined): Output | undefined {
  if (index === '@' || index === '*')
    return { text: values.map(({ text }) => text).join(' '), telling: values.some(({ telling }) => telling) };
  return /^\d{1,9}$/.test(index ?? '0') ? values[Number(index ?? 0)] : undefined;
}
