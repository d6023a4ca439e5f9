/** The rules that look at events of one class, and their index. Made when the first such event comes. */
import type { LogEvent } from '../../model/log-event.ts';
import { type Leaf, leavesOf, type Node, neededLeaves } from './compiled.ts';
import { FieldIndex } from './field-index.ts';
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
  /** By field: its index; the words of the whole event stand under undefined. */
  readonly #fields = new Map<string | undefined, IndexedField>();
  /** Fields with a leaf that wakes a rule: these are read of every event. */
  readonly #waking: readonly IndexedField[];
  readonly #wakes = new Map<Leaf, CompiledRule[]>();
  /** Rules that no key is needed for. */
  readonly #always: readonly CompiledRule[];
  #event: LogEvent | undefined;
  #number = 0;
  #woken: CompiledRule[] = [];

  constructor(logs: LogClass, rules: readonly CompiledRule[]) {
    this.class = logs;
    const leaves = new Map<string | undefined, Set<Leaf>>();
    const always: CompiledRule[] = [];
    for (const rule of rules) {
      if (!looksAt(rule.rule.logSource, logs)) continue;
      for (const leaf of leavesOf(rule.node))
        leaves.set(fieldOf(leaf), (leaves.get(fieldOf(leaf)) ?? new Set()).add(leaf));
      const needed = neededLeaves(rule.node);
      if (!needed) always.push(rule);
      for (const leaf of needed ?? []) push(this.#wakes, leaf, rule);
    }
    this.#always = always;
    for (const [name, own] of leaves) this.#fields.set(name, { name, index: new FieldIndex(own), readAt: 0 });
    const waking = new Set([...this.#wakes.keys()].map(fieldOf));
    this.#waking = [...this.#fields.values()].filter(({ name }) => waking.has(name));
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

  readonly #held = (leaf: Leaf): void => {
    if (leaf.heldAt === this.#number) return;
    leaf.heldAt = this.#number;
    for (const rule of this.#wakes.get(leaf) ?? []) this.#wake(rule);
  };

  #look(field: IndexedField): void {
    if (field.readAt === this.#number || !this.#event) return;
    field.readAt = this.#number;
    for (const text of fieldTexts(this.#event, field.name, this.class.aliases)) field.index.find(text, this.#held);
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
    const field = this.#fields.get(fieldOf(leaf));
    if (field) this.#look(field);
    if (leaf.heldAt === this.#number) return true;
    if (leaf.keyed || !passing(leaf.test, leaf.loose, this.#event, this.class.aliases)) return false;
    leaf.heldAt = this.#number;
    return true;
  }
}

/** The field whose value the index looks through for the leaf; undefined for the words of the whole event. */
function fieldOf({ test }: Leaf): string | undefined {
  return test.field;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
