import { expect, test } from 'vitest';
import type { Alert } from '../../model/alert.ts';
import { framed, syslogMessage } from './syslog.ts';

const alert: Alert = {
  type: 'alert',
  schema: 1,
  id: '0123456789abcdef0123456789abcdef',
  time: '2026-11-23T10:00:00.000Z',
  reason: 'first',
  stage: 'active',
  title: 'a machine mines',
  detector: 'pool-session',
  confidence: 'high',
  machine: '192.0.2.1',
  account: 'a"b\\c]d',
  because: [],
  couldBe: [],
  techniques: [],
  observations: [],
  source: { name: 'eve.json' },
  count: 1,
};

test('a message has the parts of RFC 5424 in their order, and what a value may not hold is escaped', () => {
  const message = syslogMessage(alert, '{}', { host: 'a host\n', process: 7 });
  expect(message).toBe(
    '<130>1 2026-11-23T10:00:00.000Z ahost davylamp 7 alert [davylamp@32473 id="0123456789abcdef0123456789abcdef" ' +
      'stage="active" machine="192.0.2.1" account="a\\"b\\\\c\\]d"] {}',
  );
});

test('a login with line ends in it writes no line of its own', () => {
  const forged = { ...alert, account: 'x\r\n<130>1 - - - - - - all is well\u0085\u001b[2J' };
  const message = syslogMessage(forged, '{}', { host: 'host', process: 7 });
  expect(message).not.toMatch(/\p{Cc}/u);
  expect(message).toContain('account="x <130>1 - - - - - - all is well [2J"');
});

test('on a stream the number of its bytes stands before it', () => {
  expect(new TextDecoder().decode(framed('äb'))).toBe('3 äb');
});
