import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linuxEvent, sigmaRule, sigmaRules, sigmaSet } from '../../../tests/sigma-rules.ts';
import type { LogValue } from '../../model/log-event.ts';
import { compileSigma } from './sigma-set.ts';
import type { SigmaJoin } from './watch.ts';

const minute = 60_000;

/** A rule for events whose field `what` is its name. */
const base = (name: string): string => `${sigmaRule(`a: {what: ${name}}\ncondition: a`, name)}name: ${name}\n`;
const correlation = (yaml: string, title = 'joined'): string =>
  `title: ${title}\nname: ${title}\ncorrelation: {${yaml}}\n`;

/** An event: minutes since the start, what happened, and other fields. */
type Step = readonly [at: number, what: string, fields?: Readonly<Record<string, LogValue>>];

function run(rules: readonly string[], steps: readonly Step[]): readonly SigmaJoin<number>[] {
  const watch = sigmaSet(...rules).open<number>();
  steps.forEach(([at, what, fields], i) => {
    watch.see(linuxEvent({ what, user: 'u', ...fields }, '', at * minute), i);
  });
  return watch.end().joins;
}

/** Where each join's matches stand. */
function places(rules: readonly string[], steps: readonly Step[]): readonly (readonly number[])[] {
  return run(rules, steps).map((join) => join.places);
}

describe('event_count', () => {
  const rule = (condition: string): string =>
    correlation(`type: event_count, rules: [fail], group-by: [user], timespan: 10m, condition: {${condition}}`);
  const many = [base('fail'), rule('gte: 3')];

  it('counts within a span that slides', () => {
    expect(
      places(many, [
        [0, 'fail'],
        [9, 'fail'],
        [12, 'fail'],
        [13, 'fail'],
        [30, 'fail'],
      ]),
    ).toEqual([[1, 2, 3]]);
    expect(
      places(many, [
        [0, 'fail'],
        [6, 'fail'],
        [12, 'fail'],
      ]),
    ).toEqual([]);
    expect(
      places(many, [
        [0, 'fail'],
        [5, 'fail'],
        [10, 'fail'],
      ]),
    ).toEqual([[0, 1, 2]]);
    expect(
      places(
        [base('fail'), rule('gt: 1')],
        [
          [0, 'fail'],
          [5, 'fail'],
          [6, 'fail'],
        ],
      ),
    ).toEqual([[0, 1]]);
  });
  it('counts each group for itself, and nothing without a group', () => {
    const user = (name: string): Readonly<Record<string, LogValue>> => ({ user: name });
    const steps: Step[] = [
      [0, 'fail', user('a')],
      [1, 'fail', user('b')],
      [2, 'fail', user('a')],
      [3, 'fail', user('a')],
    ];
    expect(places(many, steps)).toEqual([[0, 2, 3]]);
    const nobody = { user: null };
    expect(
      places(many, [
        [0, 'fail', nobody],
        [1, 'fail', nobody],
        [2, 'fail', nobody],
      ]),
    ).toEqual([]);
  });
  it('begins anew when it was reported', () => {
    const flood = Array.from({ length: 7 }, (_, i): Step => [i, 'fail']);
    expect(places(many, flood)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });
  it('judges a span that is over where more events could undo the condition', () => {
    const few = [base('fail'), rule('lte: 2')];
    expect(
      places(few, [
        [0, 'fail'],
        [1, 'fail'],
        [2, 'fail'],
        [20, 'fail'],
        [50, 'fail'],
        [51, 'fail'],
      ]),
    ).toEqual([[3], [4, 5]]);
    expect(
      places(
        [base('fail'), rule('gt: 1, lt: 3')],
        [
          [0, 'fail'],
          [1, 'fail'],
          [20, 'fail'],
        ],
      ),
    ).toEqual([[0, 1]]);
  });
  it('says how many there were, and for whom', () => {
    expect(
      run(many, [
        [0, 'fail'],
        [1, 'fail'],
        [2, 'fail'],
      ]),
    ).toMatchObject([
      {
        rule: { title: 'joined' },
        count: 3,
        from: 0,
        to: 2 * minute,
        why: [
          { field: 'event_count', value: '3', pattern: 'gte 3' },
          { field: 'user', value: 'u', pattern: 'group-by' },
        ],
      },
    ]);
  });
  it('puts events in order that come out of order, also from logs one behind the other', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 40 });
    fc.assert(
      fc.property(
        times.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const joins = (order: readonly number[]): readonly (readonly [number, number])[] =>
            run(
              many,
              order.map((at): Step => [at, 'fail']),
            ).map(({ from, to }) => [from, to] as const);
          expect(joins(shuffled)).toEqual(joins([...all].sort((a, b) => a - b)));
        },
      ),
    );
  });
  it('finds what a slow count finds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 30 }), (minutes) => {
        const sorted = minutes.sort((a, b) => a - b);
        let expected = 0;
        let open: number[] = [];
        for (const at of sorted) {
          open = [...open.filter((before) => at - before <= 10), at];
          if (open.length < 3) continue;
          expected++;
          open = [];
        }
        expect(
          run(
            many,
            sorted.map((at): Step => [at, 'fail']),
          ),
        ).toHaveLength(expected);
      }),
    );
  });
});

describe('value_count', () => {
  const rules = [
    base('fail'),
    correlation('type: value_count, rules: [fail], group-by: [ip], timespan: 10m, condition: {field: user, gte: 3}'),
  ];
  it('counts different values', () => {
    const by = (user: string): Readonly<Record<string, LogValue>> => ({ user, ip: '192.0.2.1' });
    expect(
      places(rules, [
        [0, 'fail', by('a')],
        [1, 'fail', by('a')],
        [2, 'fail', by('b')],
        [3, 'fail', by('c')],
      ]),
    ).toEqual([[1, 2, 3]]);
    expect(
      places(rules, [
        [0, 'fail', by('a')],
        [9, 'fail', by('b')],
        [11, 'fail', by('c')],
      ]),
    ).toEqual([]);
    // Seen again, a value counts as new.
    expect(
      places(rules, [
        [0, 'fail', by('a')],
        [8, 'fail', by('a')],
        [12, 'fail', by('b')],
        [13, 'fail', by('c')],
      ]),
    ).toEqual([[1, 2, 3]]);
  });
});

describe('temporal', () => {
  const parts = [base('one'), base('two'), base('three')];
  const near = correlation('type: temporal, rules: [one, two, three], group-by: [user], timespan: 5m');

  it('wants every rule within the span, in any order', () => {
    expect(
      places(
        [...parts, near],
        [
          [0, 'two'],
          [1, 'one'],
          [1, 'one'],
          [4, 'three'],
        ],
      ),
    ).toEqual([[0, 2, 3]]);
    expect(
      places(
        [...parts, near],
        [
          [0, 'two'],
          [1, 'one'],
          [6, 'three'],
        ],
      ),
    ).toEqual([]);
  });
  it('takes a condition over names', () => {
    const either = correlation(
      'type: temporal, rules: [one, two, three], group-by: [user], timespan: 5m, condition: one and (two or three)',
    );
    expect(
      places(
        [...parts, either],
        [
          [0, 'three'],
          [1, 'one'],
        ],
      ),
    ).toEqual([[0, 1]]);
    expect(
      places(
        [...parts, either],
        [
          [0, 'three'],
          [1, 'two'],
        ],
      ),
    ).toEqual([]);
  });
  it('takes a number of rules', () => {
    const two = correlation('type: temporal, rules: [one, two, three], timespan: 5m, condition: {gte: 2}');
    expect(
      places(
        [...parts, two],
        [
          [0, 'three'],
          [1, 'one'],
        ],
      ),
    ).toEqual([[0, 1]]);
  });
  it('that want an order want all of the rules', () => {
    const ordered = (condition: string): string =>
      correlation(`type: temporal_ordered, rules: [one, two], timespan: 5m, condition: ${condition}`);
    expect(
      places(
        [...parts, ordered('one and two')],
        [
          [0, 'one'],
          [1, 'two'],
        ],
      ),
    ).toEqual([[0, 1]]);
    expect(() => sigmaRules(ordered('one or two'))).toThrow('cannot be run');
    expect(() => sigmaRules(ordered('{gte: 1}'))).toThrow('cannot be run');
    const many = Array.from({ length: 101 }, (_, i) => `r${i}`).join();
    expect(() => sigmaRules(correlation(`type: temporal_ordered, rules: [${many}], timespan: 5m`))).toThrow(
      'no more than 100 rules can be put in an order',
    );
  });
  it('may want an order', () => {
    const ordered = [
      ...parts,
      correlation('type: temporal_ordered, rules: [one, two, three], group-by: [user], timespan: 5m'),
    ];
    expect(
      places(ordered, [
        [0, 'one'],
        [1, 'two'],
        [2, 'one'],
        [3, 'three'],
      ]),
    ).toEqual([[0, 1, 3]]);
    expect(
      places(ordered, [
        [0, 'two'],
        [1, 'one'],
        [2, 'three'],
      ]),
    ).toEqual([]);
    expect(
      places(ordered, [
        [0, 'one'],
        [3, 'two'],
        [6, 'three'],
      ]),
    ).toEqual([]);
    expect(
      places(ordered, [
        [0, 'one'],
        [2, 'one'],
        [3, 'two'],
        [6, 'three'],
      ]),
    ).toEqual([[1, 2, 3]]);
  });
});

describe('figures', () => {
  const rule = (type: string, condition: string): readonly string[] => [
    base('sent'),
    correlation(
      `type: ${type}, rules: [sent], group-by: [user], timespan: 10m, condition: {field: bytes, ${condition}}`,
    ),
  ];
  const sent = (...amounts: readonly number[]): readonly Step[] => amounts.map((bytes, i) => [i, 'sent', { bytes }]);
  it('sum, average, median and percentile', () => {
    expect(places(rule('value_sum', 'gte: 10'), sent(4, 5, 1, 1))).toEqual([[0, 1, 2]]);
    expect(places(rule('value_avg', 'gt: 3'), sent(4, 5, 1))).toEqual([[0, 1, 2]]);
    expect(places(rule('value_avg', 'gt: 4'), sent(4, 5, 1))).toEqual([]);
    expect(places(rule('value_median', 'eq: 4'), sent(400, 4, 1))).toEqual([[0, 1, 2]]);
    expect(places(rule('value_percentile', 'percentile: 100, eq: 400'), sent(400, 4, 1))).toEqual([[0, 1, 2]]);
    expect(
      places(rule('value_sum', 'gte: 10'), [
        [0, 'sent', { bytes: 'many' }],
        [1, 'sent'],
      ]),
    ).toEqual([]);
  });
});

describe('rules of rules', () => {
  it('take what correlations joined', () => {
    const rules = [
      correlation('type: temporal_ordered, rules: [many, ok], group-by: [user], timespan: 10m', 'broken in'),
      correlation('type: event_count, rules: [fail], group-by: [user, ip], timespan: 10m, condition: {gte: 2}', 'many'),
      base('fail'),
      base('ok'),
    ];
    const ip = { ip: '192.0.2.1' };
    const joins = run(rules, [
      [0, 'fail', ip],
      [1, 'fail', ip],
      [5, 'ok'],
      [6, 'ok'],
    ]);
    expect(joins.map(({ rule, places: where }) => [rule.title, where])).toEqual([['broken in', [1, 2]]]);
  });
  it('know fields by aliases', () => {
    const rules = [
      base('in'),
      base('out'),
      correlation(
        'type: temporal, rules: [in, out], group-by: [peer], timespan: 1h, aliases: {peer: {in: source, out: target}}',
      ),
    ];
    const steps = (target: string): readonly Step[] => [
      [0, 'in', { source: 'x' }],
      [1, 'out', { target, source: 'z' }],
    ];
    expect(places(rules, steps('x'))).toEqual([[0, 1]]);
    expect(places(rules, steps('y'))).toEqual([]);
  });
  it('are silent, or not, as `generate` says', () => {
    const count = 'type: event_count, rules: [fail], timespan: 1m, condition: {gte: 1}';
    const event = linuxEvent({ what: 'fail' }, '', 0);
    expect(sigmaSet(base('fail'), correlation(count)).match(event)).toEqual([]);
    expect(sigmaSet(base('fail'), correlation(`${count}, generate: true`)).match(event)).toHaveLength(1);
    expect(sigmaSet(base('fail'), correlation(count)).open().see(event, 0)).toEqual([]);
  });
  it('are named where they lead nowhere or in a circle', () => {
    const what = (...sources: readonly string[]): readonly string[] =>
      compileSigma(sources.flatMap((source) => sigmaRules(source))).mistakes.map((mistake) => mistake.what);
    const to = (name: string): string => `type: event_count, rules: [${name}], timespan: 1m, condition: {gte: 1}`;
    expect(what(correlation(to('nobody')))).toEqual([
      'the correlation names the rule `nobody`, which is not there or is not run',
    ]);
    expect(what(correlation(to('b'), 'a'), correlation(to('a'), 'b'))).toHaveLength(2);
    expect(
      what(base('one'), correlation('type: temporal, rules: [one], timespan: 1m, condition: one and two')),
    ).toEqual(['the condition names `two`, which is not among the rules']);
  });
});

describe('a walk', () => {
  const rules = [
    base('fail'),
    correlation('type: event_count, rules: [fail], group-by: [user], timespan: 10m, condition: {gte: 2}'),
  ];
  it('names matches without a time', () => {
    const watch = sigmaSet(...rules).open<number>();
    watch.see(linuxEvent({ what: 'fail', user: 'u' }), 0);
    expect(watch.end()).toEqual({ joins: [], gaps: ['matches without a time, which no correlation could join: 1'] });
  });
  it('bears events that are a little late, though others were asked for before', () => {
    const watch = sigmaSet(...rules).open<number>();
    watch.see(linuxEvent({ what: 'fail', user: 'u' }, '', 5000), 0);
    expect(watch.joins()).toEqual([]);
    watch.see(linuxEvent({ what: 'fail', user: 'u' }, '', 4000), 1);
    expect(watch.joins()).toHaveLength(1);
  });
  it('gives what was joined so far, once', () => {
    const watch = sigmaSet(...rules).open<number>();
    for (let at = 0; at < 4; at++) watch.see(linuxEvent({ what: 'fail', user: 'u' }, '', at), at);
    expect(watch.joins()).toHaveLength(2);
    expect(watch.end().joins).toHaveLength(0);
  });
  it('forgets groups where there are too many, and says so', () => {
    const watch = sigmaSet(...rules).open<number>();
    for (let at = 0; at < 25_000; at++) watch.see(linuxEvent({ what: 'fail', user: `u${at}` }, '', at), at);
    expect(watch.end()).toEqual({
      joins: [],
      gaps: ['matches that correlations forgot, since there were too many at a time: 5000'],
    });
  });
  it('forgets nothing where groups are over', () => {
    const gapsOf = (condition: string): readonly string[] => {
      const count = `type: event_count, rules: [fail], group-by: [user], timespan: 10m, condition: {${condition}}`;
      const watch = sigmaSet(base('fail'), correlation(count)).open<number>();
      for (let at = 0; at < 25_000; at++) watch.see(linuxEvent({ what: 'fail', user: `u${at}` }, '', at * minute), at);
      return watch.end().gaps;
    };
    expect(gapsOf('gte: 2')).toEqual([]);
    expect(gapsOf('lt: 2')).toEqual(['joined matches that are not reported, since there were too many: 15000']);
  });
  it('bounds matches that wait for what must follow them, and says so', () => {
    const follows = 'type: temporal_ordered, group-by: [user], timespan: 10m';
    const watch = sigmaSet(base('one'), base('two'), correlation(`${follows}, rules: [one, two]`)).open<number>();
    for (let at = 0; at < 25_000; at++) watch.see(linuxEvent({ what: 'one', user: `u${at}` }, '', at), at);
    expect(watch.end().gaps).toEqual(['matches that correlations forgot, since there were too many at a time: 5000']);
    const steps = Array.from({ length: 60 }, () => 'one').join();
    const long = sigmaSet(base('one'), correlation(`${follows}, rules: [${steps}]`)).open<number>();
    for (let at = 0; at < 59 * 200; at++)
      long.see(linuxEvent({ what: 'one', user: `u${Math.floor(at / 59)}` }, '', at), at);
    expect(long.end().gaps).toHaveLength(1);
  });
  it('asks the machine’s name where the log has none of its own', () => {
    const perHost = [
      base('fail'),
      correlation('type: event_count, rules: [fail], group-by: [ComputerName], timespan: 10m, condition: {gte: 2}'),
    ];
    const watch = sigmaSet(...perHost).open<number>();
    for (const machine of ['a', 'b', 'a']) watch.see({ ...linuxEvent({ what: 'fail' }, '', 0), machine }, 0);
    expect(watch.end().joins).toHaveLength(1);
  });
});
