import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './rule-match.fixture.ts';
import { ruleMatch } from './rule-match.ts';

describe('rule-match', () => {
  it.each(fixture.fires.filter(({ name }) => name !== 'a Sigma rule'))(
    'is a $stage for $name, in the rule’s own words',
    (example) => {
      const [claim] = runDetector(ruleMatch, example);
      expect(claim).toMatchObject({
        detector: 'yara/finds_lamp_oil',
        stage: example.stage,
        title: 'YARA rule finds_lamp_oil matched: Lamp oil in a file',
        because: { any: [{ why: 'the rule says: author Humphry' }] },
      });
    },
  );
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(ruleMatch, example)).toEqual([]);
  });
  it('makes one claim of all places where a rule matched', () => {
    const seen = fixture.fires[0]?.seen[0];
    const found = runDetector(ruleMatch, { name: 'many', seen: seen ? Array.from({ length: 50 }, () => seen) : [] });
    expect(found).toHaveLength(1);
    expect(found[0]?.because).toHaveProperty('any.length', 20);
  });

  it('tells a Sigma rule by its title, how often it matched, its techniques and its author’s innocent readings', () => {
    const example = fixture.fires.find(({ name }) => name === 'a Sigma rule');
    const [claim] = example ? runDetector(ruleMatch, example) : [];
    expect(claim).toMatchObject({
      detector: 'sigma/b1a5d7f0-0000-4000-8000-000000000001',
      title: 'Sigma rule “Lamp Oil In A Command Line” matched 3 events, level high',
      techniques: ['T1059.004'],
    });
    expect(claim?.couldBe?.[0]).toContain('Lamplighters');
  });
});
