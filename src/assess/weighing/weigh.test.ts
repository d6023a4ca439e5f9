import { describe, expect, it } from 'vitest';
import { makeCase } from '../../../tests/make-case.ts';
import { weighingSchema } from '../../model/weighing.ts';
import { weigh, weighItems } from './weigh.ts';
import { emptyCase, labels, makeItem, priors, provenance, smallTable } from './weighing.fixture.ts';

describe('an answer', () => {
  it('is the priors where nothing was seen, with low confidence and every question open', () => {
    const { hypotheses, confidence, linchpin, asks, weighing } = weigh('who', smallTable, emptyCase);
    expect(hypotheses.map(({ probability }) => probability.mid)).toEqual([0.3, 0.3, 0.3, 0.1]);
    expect(confidence).toBe('low');
    expect(linchpin).toBeUndefined();
    expect(asks.map(({ indicator }) => indicator)).toEqual(['typed']);
    expect(weighing.items).toEqual([]);
  });

  it('says what it hangs on, and what would lead without it', () => {
    const item = makeItem({ says: 'The pool paid before the file was built.' });
    expect(weighItems(labels, priors, [item]).linchpin).toBe(
      'The pool paid before the file was built: without it, “nobody can tell” comes first.',
    );
  });

  it('orders its readings, most probable first', () => {
    const { hypotheses } = weighItems(labels, priors, [makeItem()]);
    const mids = hypotheses.map(({ probability }) => probability.mid);
    expect(mids).toEqual([...mids].sort((a, b) => b - a));
  });

  it('is recorded in the form that reports have', () => {
    const fact = { item: 'F1', says: 'A record.', provenance, shows: ['who/recorded'] };
    const { weighing } = weigh('who', smallTable, makeCase('configured', [{ kind: 'fact', value: fact }]));
    expect(weighingSchema.parse(weighing)).toEqual(weighing);
    expect(weighing.items).toMatchObject([{ indicator: 'recorded', by: 'analyst', group: 'a report', grade: 'A1' }]);
  });
});

describe('an open question', () => {
  const shown = (reliability: 'A' | 'F', credibility: number): string[] => {
    const graded = { ...provenance, reliability, credibility };
    const fact = { item: 'F1', says: 'A record.', provenance: graded, shows: ['who/recorded'] };
    const evidence = makeCase('configured', [{ kind: 'fact', value: fact }]);
    return weigh('who', smallTable, evidence).asks.map(({ indicator }) => indicator);
  };

  it('is closed by an item that answers it', () => {
    expect(shown('A', 1)).toEqual(['typed']);
  });

  it('stays open where nobody can judge the item that answers it', () => {
    expect(shown('F', 6)).toContain('recorded');
    expect(shown('F', 2)).toContain('recorded');
  });
});
