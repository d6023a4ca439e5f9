import type { LogFormatFixture } from '../../../tests/fixture.ts';

const source = { category: 'application', product: 'sql', service: 'postgresql' };
const time = '2026-11-23T16:31:56.123Z';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'as it comes out of the box, and as Debian sets it',
      input:
        '2026-11-23 16:31:56.123 UTC [77] LOG:  database system is ready to accept connections\n2026-11-23 16:31:56.123 UTC [78] postgres@shop LOG:  statement: COPY t FROM\n\tPROGRAM \'id\'\n2026-11-23 17:31:56.123 CET [78] postgres@shop FATAL:  password authentication failed for user "postgres"\n',
      expect: [
        { source, time, fields: { level: 'LOG', pid: 77, message: 'database system is ready to accept connections' } },
        {
          time,
          fields: {
            level: 'LOG',
            user: 'postgres',
            database: 'shop',
            pid: 78,
            message: "statement: COPY t FROM\nPROGRAM 'id'",
          },
        },
        // CET is not told: it stands as if in UTC.
        { time: '2026-11-23T17:31:56.123Z', fields: { level: 'FATAL' } },
      ],
    },
    {
      name: 'a prefix with the client’s address, as Amazon sets it',
      input:
        '2026-11-23 16:31:56 UTC:192.0.2.10(51234):postgres@shop:[77]:ERROR:  syntax error at or near "x" at character 1\n2026-11-23 16:31:56 UTC:192.0.2.10(51234):postgres@shop:[77]:STATEMENT:  x\n',
      expect: [
        {
          time: '2026-11-23T16:31:56.000Z',
          fields: { level: 'ERROR', client: '192.0.2.10', user: 'postgres', database: 'shop', pid: 77 },
        },
        { fields: { level: 'STATEMENT', message: 'x' } },
      ],
    },
    {
      name: 'csvlog, with a statement of two lines',
      input:
        '2026-11-23 16:31:56.123 UTC,"postgres","shop",77,"192.0.2.10:51234",6742.1,3,"COPY",2026-11-23 16:31:50 UTC,3/9,0,LOG,00000,"statement: COPY t\nFROM PROGRAM \'echo ""x""\'",,,,,,,,,"psql","client backend",,0\n',
      expect: [
        {
          source,
          time,
          fields: {
            level: 'LOG',
            user: 'postgres',
            client: '192.0.2.10',
            command: 'COPY',
            message: 'statement: COPY t\nFROM PROGRAM \'echo "x"\'',
            application: 'psql',
          },
        },
      ],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'CSV', input: '2026-11-23 16:31:56.123,a,b\n2026-11-23 16:31:56.124,c,d\n' },
    { name: 'an application’s log', input: '2026-11-23 16:31:56,123 ERROR [main] a.b.C - x\n' },
    { name: 'IIS', input: '2026-11-23 16:31:56 192.0.2.1 GET / - 80 - 198.51.100.7 - 200 0 0 1\n' },
    { name: 'dpkg', input: '2026-11-23 16:31:56 status installed libc6:amd64 2.36\n' },
    { name: 'a text that begins with a day', input: '2026-11-23 16:31:56 we met.\nLOG:  nothing\n' },
  ],
};
