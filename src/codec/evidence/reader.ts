/** Goes through an evidence file's lists and keeps every item that has no mistake in it. */
import { complaints } from './complaint.ts';
import { type Declared, type EvidenceItem, readItem, validate } from './items.ts';
import { type Mistake, mistake, quoted } from './mistake.ts';
import { type Form, type List, lists, originForm, sourceForm } from './schema.ts';
import type { Branch, Member, Tree } from './tree.ts';

/** Items in one file. */
const mostItems = 5_000;
/** Prices in one file. */
const mostPoints = 20_000;
/** Mistakes that are told one by one, of one item or source, and of a file. */
const mostTold: { readonly item: number; readonly file: number } = { item: 5, file: 200 };

/** What the lists gave. */
export interface Read {
  /** In the order of the file. */
  readonly items: readonly EvidenceItem[];
  /** Items that were left out. */
  readonly rejected: number;
  readonly mistakes: readonly Mistake[];
}

export class Reader {
  readonly #members: ReadonlyMap<string, Member>;
  readonly #flaws: readonly Mistake[];
  readonly #items: EvidenceItem[] = [];
  readonly #mistakes: Mistake[];
  /** Lines on which ids were first given. */
  readonly #ids = new Map<string, number>();
  #seen = 0;
  #rejected = 0;
  #points = 0;

  constructor({ flaws }: Tree, members: ReadonlyMap<string, Member>) {
    this.#members = members;
    this.#flaws = flaws;
    this.#mistakes = [...flaws];
  }

  read(): Read {
    const sources = this.#declarations('sources', sourceForm);
    const origins = this.#declarations('origins', originForm);
    // The keys of the table are its lists.
    for (const list of Object.keys(lists) as List[]) this.#list(list, { sources, origins });
    this.#items.sort((a, b) => a.offset - b.offset);
    return { items: this.#items, rejected: this.#rejected, mistakes: this.#told() };
  }

  /** Sources or origins by id; undefined where one has a mistake. */
  #declarations<T>(key: string, form: Form<T>): Map<string, T | undefined> {
    const declared = new Map<string, T | undefined>();
    const member = this.#members.get(key);
    if (member && !member.value.members)
      this.#mistakes.push(mistake(member, `${key} takes keys and values: the id of each, and what it is`));
    for (const [id, { value }] of member?.value.members ?? []) {
      const checked = validate(form, value);
      const name = `${key}.${quoted(id)}`;
      if (!checked.success) this.#tell(complaints(checked.error, name, value, form.keys));
      declared.set(id, checked.success && !this.#hasFlaw(value) ? checked.data : undefined);
    }
    return declared;
  }

  #list(list: List, declared: Declared): void {
    const member = this.#members.get(list);
    if (!member || member.value.scalar === null) return; // `facts:` with nothing below it is an empty list
    if (member.value.items === undefined) {
      this.#reject([mistake(member, `${list} takes a list: each item begins on a line of its own with a dash`)]);
      return;
    }
    for (const [i, branch] of member.value.items.entries()) {
      if (++this.#seen > mostItems) {
        const left = member.value.items.length - i;
        this.#rejected += left;
        this.#mistakes.push(
          mistake(
            branch,
            `a file may have ${mostItems} items: this one and ${left - 1} after it in ${list} are left out`,
          ),
        );
        return;
      }
      this.#item(list, branch, `${list}[${i + 1}]`, declared);
    }
  }

  #item(list: List, branch: Branch, name: string, declared: Declared): void {
    if (this.#hasFlaw(branch)) {
      this.#rejected++;
      return;
    }
    const item = readItem(list, branch, name, declared);
    const wrong = 'kind' in item ? this.#clash(item, branch, name) : item;
    if ('kind' in item && wrong.length === 0) {
      this.#ids.set(item.value.item, branch.line);
      this.#items.push(item);
    } else this.#reject(wrong);
  }

  /** What is wrong with an item beside the others. */
  #clash(item: EvidenceItem, branch: Branch, name: string): Mistake[] {
    const id = item.value.item;
    const earlier = this.#ids.get(id);
    if (earlier !== undefined)
      return [mistake(branch, `${name}.id is "${quoted(id)}", as on line ${earlier}; each item needs its own`)];
    if (item.kind !== 'price') return [];
    this.#points += item.value.points.length;
    if (this.#points <= mostPoints) return [];
    return [mistake(branch, `${name}: a file may have ${mostPoints} prices in all; put these into another file`)];
  }

  #reject(mistakes: readonly Mistake[]): void {
    this.#rejected++;
    this.#tell(mistakes);
  }

  #tell(mistakes: readonly Mistake[]): void {
    this.#mistakes.push(...mistakes.slice(0, mostTold.item));
  }

  /** Flaws are mistakes already; what holds one is left out. */
  #hasFlaw({ offset, length }: Branch): boolean {
    return this.#flaws.some((flaw) => flaw.offset >= offset && flaw.offset < offset + Math.max(1, length));
  }

  /** In the order of the file, and no more than a person reads. */
  #told(): Mistake[] {
    const sorted = this.#mistakes.toSorted((a, b) => a.offset - b.offset);
    const next = sorted[mostTold.file];
    if (next === undefined) return sorted;
    const more = sorted.length - mostTold.file;
    return [
      ...sorted.slice(0, mostTold.file),
      mistake(next, `${more} more mistakes from here on are not told one by one`),
    ];
  }
}
