import type { DetectorFixture } from '../../../tests/fixture.ts';

const value = {
  engine: 'yara',
  rule: 'finds_lamp_oil',
  file: 'mine.yar',
  tags: ['oil'],
  meta: [
    { key: 'description', value: 'Lamp oil in a file' },
    { key: 'author', value: 'Humphry' },
  ],
  patterns: [{ name: '$a', offset: 3, length: 8 }],
} as const;

const asSeen = (meta: readonly { key: string; value: string }[]) => ({
  ...value,
  tags: [...value.tags],
  meta: [...value.meta, ...meta],
  patterns: [...value.patterns],
});

export const fixture: DetectorFixture = {
  fires: [
    { name: 'a rule with words of its own', seen: [{ kind: 'rule-match', value: asSeen([]) }], stage: 'mention' },
    {
      name: 'a rule whose author gave it a stage',
      seen: [{ kind: 'rule-match', value: asSeen([{ key: 'davylamp_stage', value: 'capability' }]) }],
      stage: 'capability',
    },
    {
      name: 'a rule with a stage that there is not',
      seen: [{ kind: 'rule-match', value: asSeen([{ key: 'davylamp_stage', value: 'guilty' }]) }],
      stage: 'mention',
    },
    {
      name: 'a Sigma rule',
      seen: [
        {
          kind: 'rule-match',
          value: {
            engine: 'sigma',
            rule: 'b1a5d7f0-0000-4000-8000-000000000001',
            title: 'Lamp Oil In A Command Line',
            level: 'high',
            tags: ['attack.execution', 'attack.t1059.004'],
            meta: [{ key: 'falsepositives', value: 'Lamplighters' }],
            patterns: [{ name: 'CommandLine', offset: 0, length: 10, text: 'oil --lamp' }],
            times: 3,
          },
        },
      ],
      stage: 'mention',
    },
  ],
  silent: [{ name: 'no match', seen: [] }],
};
