import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { readUnitFile } from './unit-file.ts';

const text = `# a comment
[Unit]
Description=One \\
; a comment in between
  and two

[Service]
ExecStart=/bin/a
ExecStart=
ExecStart=/bin/b --x=1
  Environment = A=b
`;

describe('unit files', () => {
  it('reads settings by section, over lines that go on', () => {
    const { settings, broken } = readUnitFile(text);
    expect(settings.map(({ section, key, value, line }) => [section, key, value, line])).toEqual([
      ['Unit', 'Description', 'One    and two', 3],
      ['Service', 'ExecStart', '/bin/a', 8],
      ['Service', 'ExecStart', '', 9],
      ['Service', 'ExecStart', '/bin/b --x=1', 10],
      ['Service', 'Environment', 'A=b', 11],
    ]);
    expect(broken).toEqual([]);
  });

  it('tells of lines that systemd would not take', () => {
    expect(readUnitFile('A=b\n[X]\nnothing\n[Y\nC=d\\').broken).toEqual([1, 3, 4]);
  });

  it.skipIf(!hasPeer('python3'))('agrees with another reader of such files (skipped without python3)', () => {
    const script =
      'import configparser,json,sys\nc=configparser.RawConfigParser(strict=False,interpolation=None,delimiters="=",comment_prefixes=("#",";"))\nc.optionxform=str\nc.read_string(sys.stdin.read())\nprint(json.dumps([[s,k,v] for s in c.sections() for k,v in c[s].items()]))';
    const plain =
      '[Unit]\nDescription=x y\nAfter = z\n# c\n[Service]\nExecStart=/bin/a "b c" %i\n[Install]\nWantedBy=multi-user.target\n';
    const said: unknown = JSON.parse(spawnSync('python3', ['-c', script], { input: plain, encoding: 'utf8' }).stdout);
    expect(readUnitFile(plain).settings.map(({ section, key, value }) => [section, key, value])).toEqual(said);
  });

  it('gives back what was written, and takes any text', () => {
    const name = fc.stringMatching(/^[A-Za-z]{1,12}$/);
    const value = fc.stringMatching(/^[a-z/][a-z0-9 /=%"'-]{0,30}[a-z]$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name, value)), (settings) => {
        const written = settings.map(([section, key, said]) => `[${section}]\n${key}=${said}\n`).join('');
        expect(readUnitFile(written).settings.map(({ section, key, value: read }) => [section, key, read])).toEqual(
          settings,
        );
      }),
    );
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (any) => readUnitFile(any).broken.length <= 100));
  });
});
