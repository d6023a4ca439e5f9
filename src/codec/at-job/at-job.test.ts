import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAtJob, readAtJobName } from './at-job.ts';

const head = '#!/bin/sh\n# atrun uid=1000 gid=100\n# mail ann 0\numask 22\n';
const body =
  "PATH=/usr/bin:/bin; export PATH\nPWD=/home/ann\\ b; export PWD\ncd /home/ann\\ b || {\n\t echo 'Execution directory inaccessible' >&2\n\t exit 1\n}\n";

describe('jobs of at', () => {
  it('tells for whom, where and what', () => {
    const read = readAtJob(`${head}${body}/opt/x --now\n`);
    expect(read).toMatchObject({
      status: 'ok',
      value: { uid: 1000, gid: 100, mail: 'ann', folder: '/home/ann b', body: '/opt/x --now', line: 11 },
    });
    expect(read.status === 'ok' && read.value.environment.get('PATH')).toBe('/usr/bin:/bin');
  });

  it("opens what is handed to the user's shell", () => {
    const text = `${head}${body}\${SHELL:-/bin/sh} << 'marcinDELIMITER1234'\n/opt/x\n/opt/y\nmarcinDELIMITER1234\n`;
    expect(readAtJob(text)).toMatchObject({ status: 'ok', value: { body: '/opt/x\n/opt/y', line: 12 } });
  });

  it('is no job without its head', () => {
    expect(readAtJob('#!/bin/sh\necho\n').status).toBe('not-this-format');
  });

  it('knows from its name when it is due', () => {
    expect(readAtJobName('a0000401c1e2a8')).toEqual({ queue: 'a', number: 4, time: 0x01c1e2a8 * 60_000 });
    expect(readAtJobName('.SEQ')).toBeUndefined();
  });

  it('looks at a line of blanks only once', () => {
    const text = `${head}cd ${' '.repeat(1_000_000)}`;
    expect(readAtJob(`${text}|| {\n}\n/opt/x`)).toMatchObject({ status: 'ok', value: { body: expect.any(String) } });
    expect(readAtJob(text)).toMatchObject({ status: 'ok', value: { body: 'cd' } });
  });

  it('takes any text', () => {
    const piece = fc.constantFrom(
      head,
      body,
      'cd /x || {\n',
      '}',
      '\n',
      'X=1; export X\n',
      `\${SHELL:-/bin/sh} << 'E'\n`,
      'E',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const text = head + pieces.join('');
        const read = readAtJob(text);
        expect(read.status === 'ok' && text.includes(read.value.body)).toBe(true);
      }),
    );
  });
});
