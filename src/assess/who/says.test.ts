import { describe, expect, it } from 'vitest';
import { makeCase, session, traces2018 } from '../../../tests/make-case.ts';
import { who } from '../who.ts';
import { from, shows } from './cases.fixture.ts';

const dear = (origin: string): ReturnType<typeof from> => from(origin, 'A1', origin, 'dear');

describe('the words of the answer', () => {
  it('name a group only on what is dear to forge, and lead with it', () => {
    const { says } = who.assess(
      makeCase('active', [
        session,
        shows('actor-infrastructure', dear('a CERT')),
        shows('actor-infrastructure', dear('the hoster')),
        shows('skilled-craft', dear('a laboratory')),
      ]),
    );
    expect(says).toMatch(/^(?:Likely|Very likely|Almost certain): a state-backed group\./);
  });

  it('say for whom a single dear item speaks without leading with it', () => {
    const { says } = who.assess(makeCase('active', [session, shows('actor-infrastructure', dear('a CERT'))]));
    expect(says).toMatch(/^Not enough evidence to name anyone/);
    expect(says).toContain('What speaks for a state-backed group (unlikely, ');
  });

  it('credit no reading with an item that moves another twice as far', () => {
    const { says } = who.assess(makeCase('configured', [shows('skilled-craft', dear('a laboratory'))]));
    expect(says).not.toMatch(/for it is that it is made with skill/);
  });

  it('say that nothing tells where nothing does, and where to look', () => {
    const { says } = who.assess(makeCase('active', [session]));
    expect(says).toContain('by what is usual');
    expect(says).toContain('the owner of the machine, the pool, and whoever holds the account');
  });

  it('take no source’s words, who may name anyone', () => {
    const fact = shows('actor-infrastructure', dear('a CERT'));
    const named = { ...fact, value: { ...fact.value, says: 'Lazarus of North Korea did it.' } };
    const judged = {
      kind: 'judgement',
      value: {
        item: 'j1',
        says: 'Mr Smith did it.',
        question: 'who',
        likelihood: { insider: 0.9, criminal: 0.1 },
        provenance: dear('the house'),
      },
    } as const;
    // Spreading a fact of any kind loses its kind; it is the one that `shows` made.
    const both = makeCase('active', [session, named as typeof fact, judged]);
    expect(who.assess(both).says).not.toMatch(/Korea|Lazarus|Smith/);
    const { says } = who.assess(makeCase('active', [session, judged]));
    expect(says).not.toContain('Smith');
    expect(says).toContain('what an analyst weighed by hand (j1)');
  });

  it('are one to three sentences', () => {
    for (const evidence of [
      makeCase('active', [session]),
      makeCase('configured', traces2018),
      makeCase('configured', [...traces2018, shows('paid-before-build', dear('pools'))]),
    ])
      expect(who.assess(evidence).says.match(/[.](?=\s|$)/g)?.length).toBeLessThanOrEqual(3);
  });
});
