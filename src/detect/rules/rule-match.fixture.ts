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
  ],
  silent: [{ name: 'no match', seen: [] }],
};
