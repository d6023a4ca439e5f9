import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinRecords } from './event.ts';
import { readAuditRecord } from './record.ts';

const head = 'msg=audit(1763913600.123:456):';
const fieldsOf = (line: string): unknown => readAuditRecord(line)?.fields;

describe('a record of the audit log', () => {
  it('has a type, a time and an event', () => {
    expect(readAuditRecord(`node=box type=CWD ${head} cwd="/"`)).toEqual({
      type: 'CWD',
      ms: 1_763_913_600_123,
      event: '1763913600.123:456',
      node: 'box',
      fields: { cwd: '/' },
    });
  });
  it('holds numbers as they are, and text that was hidden in hex', () => {
    expect(fieldsOf(`type=SYSCALL ${head} a0=55d0 name=2F746D702F2061 comm=6162`)).toEqual({
      a0: '55d0',
      name: '/tmp/ a',
      comm: 'ab',
    });
    expect(fieldsOf(`type=EXECVE ${head} a0=6162 a1="6162"`)).toEqual({ a0: 'ab', a1: '6162' });
  });
  it('keeps what a value says from being taken for fields', () => {
    expect(fieldsOf(`type=PATH ${head} name="a b=c" nametype=NORMAL`)).toEqual({ name: 'a b=c', nametype: 'NORMAL' });
    expect(fieldsOf(`type=USER_CMD ${head} pid=1 msg='cmd=6C73 res=success'\u001dUID="root"`)).toEqual({
      pid: '1',
      cmd: 'ls',
      res: 'success',
      UID: 'root',
    });
  });
  it('gives back whatever argument was written in hex', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (text) => {
        const written = Buffer.from(text).toString('hex').toUpperCase();
        expect(fieldsOf(`type=EXECVE ${head} a0=${written}`)).toEqual({ a0: text });
      }),
    );
  });
  it.each(['', 'type=SYSCALL', `type=syscall ${head}`, 'type=SYSCALL msg=audit(1.2:3): a=b'])('is none: %s', (line) => {
    expect(readAuditRecord(line)).toBeUndefined();
  });
});

describe('records of one event', () => {
  const joined = (...lines: string[]): ReturnType<typeof joinRecords> =>
    joinRecords(lines.flatMap((line) => readAuditRecord(line) ?? []));
  it('tell of a start without its arguments by the title of the process', () => {
    const [call] = joined(
      `type=SYSCALL ${head} syscall=59 success=yes exe="/bin/id"`,
      `type=PROCTITLE ${head} proctitle=6964002D75`,
    );
    expect(call).toMatchObject({ category: 'process_creation', fields: { Image: '/bin/id', CommandLine: 'id -u' } });
  });
  it('tell of no start where it failed, or where the call is another', () => {
    const failed = joined(`type=SYSCALL ${head} syscall=59 success=no`, `type=EXECVE ${head} argc=1 a0="id"`);
    expect(failed.map(({ category }) => category)).toEqual([undefined, undefined]);
    expect(joined(`type=SYSCALL ${head} syscall=2 success=yes`)[0]?.category).toBeUndefined();
  });
});
