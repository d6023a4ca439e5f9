import { expect, it } from 'vitest';
import { testLogFormat } from '../../../tests/log-format.ts';
import { readLog } from '../../../tests/read-log.ts';
import { fixture } from './shell-history.fixture.ts';
import { shellHistory } from './shell-history.ts';

testLogFormat(shellHistory, fixture);

it('bounds a command that never ends', () => {
  const { events } = readLog(shellHistory, { input: 'a\\\n'.repeat(1_000), file: '.zsh_history' });
  expect(events).toHaveLength(5);
});
