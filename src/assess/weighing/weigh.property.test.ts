/** What must hold of the engine whatever the items. Numbers are compared before they are rounded for the report. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likely } from './bands.ts';
import { capped } from './caps.ts';
import type { Grade } from './grade.ts';
import { chanceOfForgery, type Item } from './item.ts';
import { posterior } from './posterior.ts';
import { weighItems } from './weigh.ts';
import { labels, likelihoods, makeItem, priors, someItem, someItems, somePriors } from './weighing.fixture.ts';

type Numbers = Readonly<Record<string, number>>;

const weighAll = (list: readonly Item[], from: Numbers = priors): ReturnType<typeof weighItems> =>
  weighItems(labels, from, list);

/** The probabilities before the cap and the rounding. */
function probabilities(list: readonly Item[], from: Numbers = priors): Record<string, number> {
  return posterior(
    from,
    weighAll(list, from).groups.map(({ moves }) => moves),
  );
}

function expectSame(a: Numbers, b: Numbers): void {
  expect(Object.keys(a).sort()).toEqual(Object.keys(b).sort());
  for (const [id, p] of Object.entries(a)) expect(b[id]).toBeCloseTo(p, 9);
}

/** All that a reader sees of an answer, save the wording of the linchpin. */
function answer(list: readonly Item[], from: Numbers = priors): unknown {
  const { leader, hypotheses, confidence, remarks } = weighAll(list, from);
  return { leader, hypotheses, confidence, remarks };
}

describe('the engine', () => {
  it('agrees with plain Bayes where every item is genuine, well graded and of an origin of its own', () => {
    const plain = fc.array(likelihoods, { maxLength: 6 });
    fc.assert(
      fc.property(plain, somePriors, (list, from) => {
        const items = list.map((likelihood, i) => makeItem({ likelihood, group: `origin ${i}`, indicator: `i${i}` }));
        expectSame(probabilities(items, from), plainBayes(list, from));
      }),
    );
  });

  it('is unmoved by more copies of an item, even by the last digit', () => {
    fc.assert(
      fc.property(someItems, someItem, fc.integer({ min: 2, max: 40 }), (list, item, copies) => {
        expect(answer([...list, ...Array<Item>(copies).fill(item)])).toEqual(answer([...list, item]));
      }),
    );
  });

  it('takes an origin that agrees with itself a thousand times as one', () => {
    const item = makeItem();
    expect(answer(Array<Item>(1000).fill(item))).toEqual(answer([item]));
  });

  it('gives the same whatever the order', () => {
    const shuffled = someItems.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, fullOf(list))));
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(weighAll(other).linchpin).toBe(weighAll(list).linchpin);
        expect(answer(other)).toEqual(answer(list));
      }),
    );
  });

  it('is unmoved by what fits all readings alike', () => {
    const flat = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(someItems, flat, (list, p) => {
        const item = makeItem({ group: 'elsewhere', likelihood: { first: p, second: p, third: p } });
        expectSame(probabilities([...list, item]), probabilities(list));
      }),
    );
  });

  it('takes F6 for absence', () => {
    fc.assert(
      fc.property(someItems, someItem, (list, item) => {
        expect(answer([...list, { ...item, grade: { reliability: 'F', credibility: 6 } }])).toEqual(answer(list));
      }),
    );
  });

  it('lets an F or a 6 widen the ranges, and move no middle', () => {
    const half = fc.constantFrom<Grade>({ reliability: 'F', credibility: 2 }, { reliability: 'B', credibility: 6 });
    fc.assert(
      fc.property(someItems, likelihoods, half, (list, likelihood, grade) => {
        const item = makeItem({ group: 'elsewhere', likelihood, grade });
        expectSame(probabilities([...list, item]), probabilities(list));
        const before = new Map(weighAll(list).hypotheses.map((one) => [one.id, one.probability]));
        for (const { id, probability } of weighAll([...list, item]).hypotheses) {
          expect(probability.low).toBeLessThanOrEqual((before.get(id)?.low ?? 0) + 0.005);
          expect(probability.high).toBeGreaterThanOrEqual((before.get(id)?.high ?? 1) - 0.005);
        }
      }),
    );
    const open = weighAll([makeItem({ grade: { reliability: 'F', credibility: 2 } })]).hypotheses;
    const [none] = weighAll([]).hypotheses;
    expect(open.find(({ id }) => id === none?.id)?.probability.high).toBeGreaterThan(none?.probability.high ?? 1);
  });

  it('keeps probabilities between 0 and 1, adding up to 1, before and after the cap', () => {
    fc.assert(
      fc.property(someItems, somePriors, (list, from) => {
        const raw = probabilities(list, from);
        const { groups, without, leader } = weighAll(list, from);
        const leftOut = without.filter(({ left }) => left === 'group');
        const held = capped(from, raw, leader, groups, leftOut).probabilities;
        for (const some of [raw, held]) {
          for (const p of Object.values(some)) expect(p >= 0 && p <= 1).toBe(true);
          expect(Object.values(some).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it('keeps every range in order and within what ICD 203 has words for', () => {
    fc.assert(
      fc.property(someItems, somePriors, (list, from) => {
        for (const { probability } of weighAll(list, from).hypotheses) {
          const { low, mid, high } = probability;
          expect([low, mid, high]).toEqual([low, mid, high].sort((a, b) => a - b));
          expect(low).toBeGreaterThanOrEqual(0.01);
          expect(high).toBeLessThanOrEqual(0.99);
        }
      }),
    );
  });

  it('lets no origin alone carry a reading past “likely”, range and all', () => {
    const oneOrigin = fc.array(
      someItem.map((item) => ({ ...item, group: 'the only origin' })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(oneOrigin, somePriors, (list, from) => {
        const { leader, hypotheses } = weighAll(list, from);
        const prior = from[leader] ?? 0;
        if (leader === 'unknown' || prior > likely.most || list.length === 0) return;
        const { mid } = hypotheses.find(({ id }) => id === leader)?.probability ?? { mid: 1 };
        expect(mid).toBeLessThanOrEqual(likely.most);
      }),
    );
  });

  it('names a linchpin, and is of low confidence, where an origin left out changes leader or band', () => {
    fc.assert(
      fc.property(someItems, (list) => {
        const { leader, without, linchpin, confidence } = weighAll(list);
        const hangs = leader !== 'unknown' && without.some(({ changes }) => changes);
        expect(linchpin !== undefined).toBe(hangs);
        if (hangs || leader === 'unknown') expect(confidence).toBe('low');
      }),
    );
  });

  it('leaves out one origin as if it had never been there', () => {
    fc.assert(
      fc.property(someItems, (list) => {
        // What is cheap counts in one origin alone, so leaving that one out is no test of the others.
        const dear = list.map((item) => ({ ...item, forgeability: 'dear' as const }));
        for (const one of weighAll(dear).without) {
          if (one.left !== 'group') continue;
          expectSame(one.probabilities, probabilities(dear.filter(({ group }) => group !== one.id)));
        }
      }),
    );
  });

  it('leaves out one indicator of an origin as if it had never been there', () => {
    const oneOrigin = fc.array(
      someItem.map((item) => ({ ...item, group: 'one', forgeability: 'dear' as const })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(oneOrigin, (list) => {
        for (const one of weighAll(list).without) {
          if (one.left !== 'item') continue;
          expectSame(one.probabilities, probabilities(list.filter(({ indicator }) => indicator !== one.id)));
        }
      }),
    );
  });

  it('has no favourites: readings that swap their numbers swap their probabilities', () => {
    const swap = ({ first = 0, second = 0, ...rest }: Numbers): Numbers => ({ ...rest, first: second, second: first });
    fc.assert(
      fc.property(someItems, somePriors, (list, from) => {
        const swapped = list.map((item) => ({ ...item, likelihood: swap(item.likelihood) }));
        expectSame(probabilities(swapped, swap(from)), swap(probabilities(list, from)));
      }),
    );
  });

  it('is not carried off by cheap items, however many origins repeat one', () => {
    fc.assert(
      fc.property(likelihoods, fc.integer({ min: 1, max: 60 }), (likelihood, copies) => {
        const typed = (i: number): Item => makeItem({ likelihood, forgeability: 'cheap', group: `capture ${i}` });
        const after = probabilities(Array.from({ length: copies }, (_, i) => typed(i)));
        const bound = 1 + (3 * (1 - chanceOfForgery.cheap)) / chanceOfForgery.cheap;
        for (const [id, p] of Object.entries(after)) {
          const before = priors[id as keyof typeof priors]; // the same readings
          expect(p / (1 - p)).toBeLessThanOrEqual((before / (1 - before)) * bound + 1e-9);
        }
      }),
    );
  });
});

describe('its cost', () => {
  it('grows with the items, not with their square: 50,000 of them in three origins', () => {
    const counter = { reads: 0 };
    const many = 50_000;
    const list = Array.from({ length: many }, (_, i) =>
      counted(makeItem({ indicator: `i${i}`, group: `g${i % 3}` }), counter),
    );
    weighAll(list);
    expect(counter.reads).toBeLessThan(many * 200);
  });

  it('holds for as many origins', () => {
    const apart = Array.from({ length: 10_000 }, (_, i) => makeItem({ group: `g${i}`, forgeability: 'dear' }));
    const { without, probability } = weighAll(apart);
    expect(without).toHaveLength(10_000);
    expect(probability).toBe(0.99);
  });
});

/** An item whose origin, indicator and wording count how often they are read. */
function counted(item: Item, counter: { reads: number }): Item {
  return new Proxy(item, {
    get(target, key): unknown {
      counter.reads++;
      return Reflect.get(target, key);
    },
  });
}

function fullOf(list: readonly unknown[]): { minLength: number; maxLength: number } {
  return { minLength: list.length, maxLength: list.length };
}

/** Bayes' rule with nothing else: the oracle. What cannot be told expects the geometric mean. */
function plainBayes(list: readonly Numbers[], from: Numbers): Record<string, number> {
  const odds: Record<string, number> = { ...from };
  for (const likelihood of list) {
    const seen = Object.entries(likelihood).map(([id, p]) => [id, Math.min(0.99, Math.max(0.01, p))] as const);
    const mean = seen.reduce((product, [, p]) => product * p, 1) ** (1 / seen.length);
    for (const [id, p] of seen) odds[id] = (odds[id] ?? 0) * p;
    odds['unknown'] = (odds['unknown'] ?? 0) * mean;
  }
  const total = Object.values(odds).reduce((sum, p) => sum + p, 0);
  const after = Object.fromEntries(Object.entries(odds).map(([id, p]) => [id, p / total]));
  return after;
}
