/**
 * Takes the fields of a pool's answer, in any of the ways that pools write them: numbers, numbers as text, times in
 * seconds or milliseconds. A field that is not there is absent; one that can't be what it says it is makes the whole
 * answer malformed, since a sum with one bad number in it is worth nothing.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import type { JsonValue } from '../json/document.ts';
import type { ListedPayment, PoolAnswer } from './answer.ts';
import type { CoinUnits } from './coin-units.ts';

/** Payments or workers of one answer that are read. */
const longestList = 5000;
/** Characters of a name or a hash. */
const longestText = 256;
/** No machine hashes faster; whole networks stay below it. */
const fastest = 1e24;
/** Milliseconds: the first block of any of these coins, and a time that none of our readers will see. */
const earliest = Date.UTC(2009, 0, 3);
const latest = Date.UTC(2100, 0, 1);
/** Seconds stay below it for the next thousand years; milliseconds have been above it since 1973. */
const leastMilliseconds = 1e11;

export class Fields {
  readonly #units: CoinUnits;
  #problem: string | undefined;

  constructor(units: CoinUnits) {
    this.#units = units;
  }

  /** Whole coins, from an answer that counts in the coin's smallest parts. */
  parts(value: JsonValue | undefined, name: string): number | undefined {
    const read = this.#number(value, name);
    return read === undefined ? undefined : this.#amount(read / this.#units.parts, name);
  }

  /** Whole coins, from an answer that counts in them. */
  coins(value: JsonValue | undefined, name: string): number | undefined {
    const read = this.#number(value, name);
    return read === undefined ? undefined : this.#amount(read, name);
  }

  count(value: JsonValue | undefined, name: string): number | undefined {
    const read = this.#number(value, name);
    if (read === undefined) return undefined;
    return Number.isSafeInteger(read) ? read : this.#wrong(name, 'is no whole number');
  }

  /** Hashes a second: a number, or text with a unit such as `1.25 KH`, also with `/s` behind it. */
  hashRate(value: JsonValue | undefined, name: string, times = 1): number | undefined {
    const [, digits, prefix = ''] =
      (typeof value === 'string' && value.length < 40 && /^([\d.]+) ?([KMGTP]?)H(?:\/s(?:ec)?)?$/i.exec(value)) || [];
    const scale = digits === undefined ? times : 1000 ** ' KMGTP'.indexOf(prefix.toUpperCase() || ' ');
    const read = this.#number(digits ?? value, name);
    if (read === undefined) return undefined;
    return read * scale < fastest ? read * scale : this.#wrong(name, 'is faster than anything can be');
  }

  /** ISO 8601, from seconds or milliseconds since 1970; 0 means that it never was. */
  time(value: JsonValue | undefined, name: string): string | undefined {
    const read = this.#number(value, name);
    if (read === undefined || read === 0) return undefined;
    const at = read < leastMilliseconds ? read * 1000 : read;
    if (at < earliest || at > latest) return this.#wrong(name, 'is a time at which there was no mining');
    return new Date(at).toISOString().replace('.000Z', 'Z');
  }

  text(value: JsonValue | undefined, name: string): string | undefined {
    if (typeof value !== 'string' || value === '') return undefined;
    return value.length <= longestText ? value : this.#wrong(name, `is longer than ${longestText} characters`);
  }

  /** Every entry of a list that `read` makes something of. */
  list<T, Entry>(entries: readonly Entry[], name: string, read: (entry: Entry) => T | undefined): T[] {
    if (entries.length > longestList) {
      this.#wrong(name, `lists more than ${longestList}`);
      return [];
    }
    return entries.flatMap((entry) => read(entry) ?? []);
  }

  /** One payment; without its amount or its time it is none. */
  payment(amount: number | undefined, time: string | undefined, transaction: string | undefined): ListedPayment {
    if (amount === undefined || time === undefined) this.#wrong('a payment', 'has no amount or no time');
    return { amount: amount ?? 0, time: time ?? '', ...(transaction === undefined ? {} : { transaction }) };
  }

  /** The answer, or the first thing that was wrong with it. Fields that are absent are left out. */
  answer(
    shape: string,
    read: { readonly [Name in keyof PoolAnswer]?: PoolAnswer[Name] | undefined },
  ): Result<PoolAnswer> {
    if (this.#problem !== undefined) return malformed(0, this.#problem);
    const present = Object.entries(read).filter(([, value]) => value !== undefined);
    // The entries are those of `read`, less the absent ones.
    return ok({ shape, ...(Object.fromEntries(present) as Partial<PoolAnswer>) });
  }

  #number(value: JsonValue | undefined, name: string): number | undefined {
    // Pools whose cache is empty write null, false or an empty text in a number's place.
    if (value === undefined || value === null || value === false || value === '') return undefined;
    const read = typeof value === 'string' && /^[-+\d.eE]{1,40}$/.test(value) ? Number(value) : value;
    if (typeof read !== 'number' || !Number.isFinite(read)) return this.#wrong(name, 'is no number');
    return read < 0 ? this.#wrong(name, 'is below zero') : read;
  }

  #amount(coins: number, name: string): number | undefined {
    return coins <= this.#units.most ? coins : this.#wrong(name, 'is more than was ever issued of that coin');
  }

  #wrong(name: string, what: string): undefined {
    this.#problem ??= `${name} ${what}`;
    return undefined;
  }
}
