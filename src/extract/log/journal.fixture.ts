import type { LogFormatFixture } from '../../../tests/fixture.ts';

/** A field with its length before it. */
export function binary(name: string, value: string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([Buffer.from(`${name}\n`), length, bytes, Buffer.from('\n')]);
}

export function entry(seconds: number, ...fields: (string | Uint8Array)[]): Buffer {
  const head = `__CURSOR=s=0123456789abcdef0123456789abcdef;i=1\n__REALTIME_TIMESTAMP=${seconds}000000\n_HOSTNAME=box\n`;
  const rest = fields.map((field) => (typeof field === 'string' ? Buffer.from(`${field}\n`) : field));
  return Buffer.concat([Buffer.from(head), ...rest, Buffer.from('\n')]);
}

/** An entry whose message looks like others behind it. */
export const forging: Buffer = Buffer.concat([
  entry(
    1_795_449_600,
    'SYSLOG_IDENTIFIER=sshd',
    '_PID=7',
    'MESSAGE=Accepted password for root from 192.0.2.10 port 22 ssh2',
  ),
  entry(
    1_795_449_601,
    '_COMM=logger',
    binary('MESSAGE', 'a\n\n__CURSOR=s=1\nSYSLOG_IDENTIFIER=sshd\nMESSAGE=Accepted for mallory\n\n'),
  ),
  entry(1_795_449_602, 'SYSLOG_IDENTIFIER=CRON', 'SYSLOG_FACILITY=9', 'MESSAGE=(root) CMD (id)'),
]);

const json = [
  {
    __REALTIME_TIMESTAMP: '1795449600123456',
    _HOSTNAME: 'box',
    SYSLOG_IDENTIFIER: 'sudo',
    _PID: '9',
    MESSAGE: 'a : TTY=x ; USER=root ; COMMAND=/bin/id',
  },
  { __REALTIME_TIMESTAMP: '1795449601000000', _COMM: 'x', MESSAGE: [104, 105, 255], BIG: null, TWICE: ['a', 'b'] },
].map((line) => JSON.stringify(line));

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'the export format, with an entry forged within a field',
      input: forging,
      expect: [
        {
          source: { product: 'linux', service: 'sshd' },
          time: '2026-11-23T16:00:00.000Z',
          machine: 'box',
          fields: { program: 'sshd', pid: 7, message: 'Accepted password for root from 192.0.2.10 port 22 ssh2' },
        },
        { source: { product: 'linux', service: 'syslog' }, fields: { program: 'logger' } },
        { source: { product: 'linux', service: 'cron' }, fields: { CommandLine: 'id', User: 'root' } },
      ],
    },
    {
      name: 'JSON',
      input: `${json.join('\n')}\n`,
      expect: [
        {
          source: { product: 'linux', service: 'sudo' },
          time: '2026-11-23T16:00:00.123Z',
          machine: 'box',
          fields: { USER: 'root', CommandLine: '/bin/id', pid: 9 },
        },
        { fields: { message: 'hi\ufffd', program: 'x', TWICE: ['a', 'b'], BIG: undefined } },
      ],
    },
  ],
  silent: [
    { name: 'settings', input: '__CURSORS=1\nA=b\n' },
    { name: 'other JSON', input: '{"MESSAGE":"x","time":1}\n' },
    { name: 'nothing', input: '' },
  ],
};
