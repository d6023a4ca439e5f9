import type { DetectorFixture } from '../../../tests/fixture.ts';
import { fileOf } from '../../../tests/machine-story.ts';

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a script that runs what it is asked',
      stage: 'mention',
      seen: [fileOf({ why: ['web-root', 'runs-requests'] })],
    },
  ],
  silent: [{ name: 'a new page', seen: [fileOf({ why: ['web-root', 'recent'] })] }],
};
