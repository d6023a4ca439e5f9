/** The rules that look at events of one class, and their index. Made when the first such event comes. */
import type { LogEvent } from '../../model/log-event.ts';
import { type Leaf, leavesOf, type Node, neededLeaves } from './compiled.ts';
import { FieldIndex, type Hit } from './field-index.ts';
import { type LogClass, looksAt } from './log-source.ts';
import { fieldTexts, passing } from './reasons.ts';
import type { DetectionRule } from './rule.ts';

export interface CompiledRule {
  /** With what filters add. */
  readonly rule: DetectionRule;
  /** As it was read. */
  readonly original: DetectionRule;
  readonly node: Node;
  /** The event by which it was woken last, by number. */
  wokenAt: number;
}

/** One field, or (without a name) the words of the whole event. */
interface IndexedField {
  readonly name: string | undefined;
  readonly index: FieldIndex;
  /** The event whose value was looked through, by number. */
  readAt: number;
}

export class Bucket {
  readonly class: LogClass;
  /** Leaves that wake rules, by field: these are looked for in every event. */
  readonly #waking: readonly IndexedField[];
  /** All other leaves, by field: these are looked for when a rule that is awake asks. */
  readonly #asked: ReadonlyMap<string | undefined, IndexedField>;
  readonly #wakes = new Map<Leaf, CompiledRule[]>();
  /** Rules that no key is needed for. */
  readonly #always: readonly CompiledRule[];
  #event: LogEvent | undefined;
  #number = 0;
  #woken: CompiledRule[] = [];

  constructor(logs: LogClass, rules: readonly CompiledRule[]) {
    this.class = logs;
    const own = rules.filter(({ rule }) => looksAt(rule.logSource, logs));
    const always: CompiledRule[] = [];
    for (const rule of own) {
      const needed = neededLeaves(rule.node);
      if (!needed) always.push(rule);
      for (const leaf of needed ?? []) push(this.#wakes, leaf, rule);
    }
    this.#always = always;
    this.#waking = [...byField(this.#wakes.keys()).values()];
    const others = own.flatMap(({ node }) => leavesOf(node)).filter((leaf) => !this.#wakes.has(leaf));
    this.#asked = byField(others);
  }

  /** The rules that match; `number` tells this event from all others. */
  match(event: LogEvent, number: number, work: { evaluated: number }): readonly CompiledRule[] {
    this.#event = event;
    this.#number = number;
    this.#woken = [];
    for (const field of this.#waking) this.#look(field);
    const matched: CompiledRule[] = [];
    for (const rule of this.#always) this.#wake(rule);
    for (const rule of this.#woken) {
      work.evaluated++;
      if (this.#holds(rule.node)) matched.push(rule);
    }
    return matched;
  }

  #wake(rule: CompiledRule): void {
    if (rule.wokenAt === this.#number) return;
    rule.wokenAt = this.#number;
    this.#woken.push(rule);
  }

  #hit({ leaf, surely }: Hit): void {
    if (surely ? leaf.heldAt === this.#number : leaf.maybeAt === this.#number) return;
    if (surely) leaf.heldAt = this.#number;
    else leaf.maybeAt = this.#number;
    for (const rule of this.#wakes.get(leaf) ?? []) this.#wake(rule);
  }

  #look(field: IndexedField): void {
    if (field.readAt === this.#number || !this.#event) return;
    field.readAt = this.#number;
    for (const text of fieldTexts(this.#event, field.name, this.class.aliases))
      for (const hit of field.index.find(text)) this.#hit(hit);
  }

  #holds(node: Node): boolean {
    switch (node.kind) {
      case 'leaf':
        return this.#leafHolds(node.leaf);
      case 'not':
        return !this.#holds(node.node);
      case 'all':
        return node.of.every((part) => this.#holds(part));
      case 'any':
        return node.of.some((part) => this.#holds(part));
      case 'least':
        return node.of.filter((part) => this.#holds(part)).length >= node.count;
    }
  }

  #leafHolds(leaf: Leaf): boolean {
    if (leaf.heldAt === this.#number) return true;
    if (leaf.triedAt === this.#number || !this.#event) return false;
    leaf.triedAt = this.#number;
    const asked = this.#wakes.has(leaf) ? undefined : this.#asked.get(leaf.test.field);
    if (asked) this.#look(asked);
    if (leaf.heldAt === this.#number) return true;
    if (leaf.keyed && leaf.maybeAt !== this.#number) return false;
    if (!passing(leaf.test, leaf.open, this.#event, this.class.aliases)) return false;
    leaf.heldAt = this.#number;
    return true;
  }
}

/** By field; the words of the whole event stand under undefined. */
function byField(leaves: Iterable<Leaf>): ReadonlyMap<string | undefined, IndexedField> {
  const lists = new Map<string | undefined, Leaf[]>();
  for (const leaf of new Set(leaves)) push(lists, leaf.test.field, leaf);
  return new Map([...lists].map(([name, list]) => [name, { name, index: new FieldIndex(list), readAt: 0 }]));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
