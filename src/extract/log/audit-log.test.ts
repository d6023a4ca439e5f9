import { describe, expect, it } from 'vitest';
import { testLogFormat } from '../../../tests/log-format.ts';
import { readLog } from '../../../tests/read-log.ts';
import { fixture } from './audit-log.fixture.ts';
import { auditLog } from './audit-log.ts';

testLogFormat(auditLog, fixture);

describe('where only lines with something in them are wanted', () => {
  const [first] = fixture.fires;
  const input = first?.input ?? '';
  it('the whole event of such a line is read, once', () => {
    const types = readLog(auditLog, { input }, { texts: ['/var/www', 'x.sh'] }).events.map(
      ({ event }) => event.fields['type'],
    );
    expect(types).toEqual(['SYSCALL', 'EXECVE', 'CWD', 'PATH', 'PROCTITLE']);
  });
  it('a command that stands in hex is found by its words', () => {
    const { events } = readLog(auditLog, { input }, { texts: [] });
    expect(events.map(({ event }) => event.fields['CommandLine']).filter(Boolean)).toHaveLength(1);
  });
});

it('bounds an event of endless records, and reads behind one of endless length', () => {
  const record = 'type=PATH msg=audit(1763913600.123:456): item=0 name="x"\n';
  const long = `type=PATH msg=audit(1763913600.123:457): name="${'x'.repeat(100_000)}"\n`;
  const { events, misses } = readLog(auditLog, { input: record.repeat(500) + long + record });
  expect(events).toHaveLength(501);
  expect(misses).toHaveLength(1);
});
