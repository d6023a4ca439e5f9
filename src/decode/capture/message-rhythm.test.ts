import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageRhythm } from './message-rhythm.ts';
import { Samples } from './samples.ts';

/** `c` or `s`, seconds, bytes. */
type Said = readonly [who: 'c' | 's', seconds: number, bytes?: number];

function rhythmOf(said: readonly Said[]): ReturnType<MessageRhythm['rhythm']> {
  const rhythm = new MessageRhythm();
  for (const [who, seconds, bytes = 100] of said)
    rhythm.add({ fromClient: who === 'c', begin: seconds * 1000, end: seconds * 1000, bytes });
  return rhythm.rhythm();
}

describe('the rhythm of a conversation', () => {
  it('knows what the server says unasked from what it answers', () => {
    const rhythm = rhythmOf([
      ['c', 0, 300],
      ['s', 0.1, 400],
      ['s', 60, 350],
      ['s', 130, 350],
      ['c', 150, 180],
      ['s', 150.2, 60],
    ]);
    expect(rhythm).toMatchObject({ pushes: 2, requests: 2, answers: 2, replies: 0 });
    expect(rhythm.pushSeconds).toEqual({ median: 70, low: 70, high: 70 });
    expect(rhythm.requestSeconds?.median).toBe(150);
    expect(rhythm.requestBytes?.median).toBe(240);
    expect(rhythm.answerBytes?.high).toBe(315);
    expect(rhythm.answerSeconds?.median).toBeCloseTo(0.15, 4);
    expect(rhythm.longestPauseSeconds).toBe(70);
  });

  it('takes what comes more than five seconds after a request for no answer to it', () => {
    expect(
      rhythmOf([
        ['c', 0],
        ['s', 5.5],
      ]),
    ).toMatchObject({ requests: 1, answers: 0, pushes: 1 });
  });

  it('takes what follows a push within a second for a reply, and for a request only if it is answered', () => {
    expect(
      rhythmOf([
        ['s', 0],
        ['c', 0.5],
      ]),
    ).toMatchObject({ pushes: 1, replies: 1, requests: 0 });
    expect(
      rhythmOf([
        ['s', 0],
        ['c', 0.5],
        ['s', 0.6],
      ]),
    ).toMatchObject({ pushes: 1, replies: 1, requests: 1, answers: 1 });
    expect(
      rhythmOf([
        ['s', 0],
        ['c', 2],
      ]),
    ).toMatchObject({ replies: 0, requests: 1 });
  });

  it('lets two requests wait for two answers', () => {
    expect(
      rhythmOf([
        ['c', 0],
        ['c', 0.3],
        ['s', 0.6],
        ['s', 0.9],
      ]),
    ).toMatchObject({ requests: 2, answers: 2, pushes: 0 });
  });

  it('leaves nothing behind when another conversation begins', () => {
    const rhythm = new MessageRhythm();
    const say = (fromClient: boolean, seconds: number): void =>
      rhythm.add({ fromClient, begin: seconds * 1000, end: seconds * 1000, bytes: 10 });
    for (const seconds of [0, 10, 30]) say(seconds === 30, seconds);
    rhythm.reset();
    expect(rhythm.rhythm()).toEqual(new MessageRhythm().rhythm());
    // What waited for an answer before is not answered now.
    say(false, 30.1);
    expect(rhythm.rhythm()).toEqual(rhythmOf([['s', 30.1, 10]]));
  });

  it('never counts more answers than requests, nor more replies than pushes', () => {
    const said = fc.array(
      fc.tuple(fc.constantFrom('c' as const, 's' as const), fc.double({ min: 0, max: 8, noNaN: true })),
    );
    fc.assert(
      fc.property(said, (pauses) => {
        let now = 0;
        const rhythm = rhythmOf(
          pauses.map(([who, pause]) => {
            now += pause;
            return [who, now];
          }),
        );
        const server = pauses.filter(([who]) => who === 's').length;
        expect(rhythm.pushes + rhythm.answers).toBe(server);
        expect(rhythm.answers).toBeLessThanOrEqual(rhythm.requests);
        expect(rhythm.replies).toBeLessThanOrEqual(rhythm.pushes);
        expect(rhythm.requests).toBeLessThanOrEqual(pauses.length - server);
      }),
    );
  });
});

describe('samples', () => {
  it('give exact quartiles of some hundred values', () => {
    const samples = new Samples();
    for (let value = 500; value >= 0; value--) samples.add(value);
    expect(samples.spread()).toEqual({ median: 250, low: 125, high: 375 });
    expect(new Samples().spread()).toBeUndefined();
  });

  it('give the same quartiles as sorting would', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1_000_000 })), {
      minLength: 1,
      maxLength: 512,
    });
    fc.assert(
      fc.property(values, (some) => {
        const samples = new Samples();
        for (const value of some) samples.add(value);
        const sorted = Float32Array.from(some).sort();
        const at = (part: number): number => {
          const place = (sorted.length - 1) * part;
          const [below = 0, above = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
          return below + (above - below) * (place % 1);
        };
        expect(samples.spread()).toEqual({ median: at(0.5), low: at(0.25), high: at(0.75) });
      }),
    );
  });

  it('give about the same of many more, in memory that does not grow', () => {
    const samples = new Samples();
    for (let value = 0; value < 100_000; value++) samples.add(value % 1_000);
    expect(samples.cost).toBe(2_048);
    expect(Math.abs((samples.spread()?.median ?? 0) - 500)).toBeLessThan(60);
  });
});
