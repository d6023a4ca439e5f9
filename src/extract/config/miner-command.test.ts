import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { miningConfigSchema } from '../../model/payloads.ts';
import { fixture } from './miner-command.fixture.ts';
import { minerCommand } from './miner-command.ts';
import { wallet } from './samples.ts';

const commands = (input: string) => runExtractor(minerCommand, { name: 'case', input, kind: 'script' }).sightings;

describe('miner-command', () => {
  it.each(fixture.fires)('reads $name', (example) => {
    const { sightings } = runExtractor(minerCommand, example);
    expect(sightings).toMatchObject(example.expect);
    for (const { value } of sightings) expect(() => miningConfigSchema.parse(value)).not.toThrow();
  });

  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(minerCommand, example).sightings).toEqual([]);
  });

  it('names no miner that the text does not name', () => {
    for (const { value } of commands(`/opt/xmrig/kswapd0 -o 192.0.2.1:80 -u ${wallet}`))
      expect(value).not.toHaveProperty('miner');
    expect(commands(`/opt/xmrig/kswapd0 -o 192.0.2.1:80 -u ${wallet}`)).toHaveLength(1);
  });

  it('takes no login for a program', () => {
    const [first] = commands(`./x -a rx/0 -u xmrig -p xmrig -o 192.0.2.1:80`);
    expect(first?.value).toMatchObject({ pools: [{ login: 'xmrig' }] });
    expect(first?.value).not.toHaveProperty('miner');
  });

  it('says where the command stands', () => {
    const before = 'echo "a"; ';
    const command = `./x -o 192.0.2.1:80 -u ${wallet}`;
    expect(commands(`${before}${command}; rm x`)).toMatchObject([{ offset: before.length, length: command.length }]);
  });

  it.each([
    ['a crontab with redirections', '*/9 * * * * ', `/tmp/x -o 192.0.2.1:80 -u ${wallet} -p x -k`, ' >/dev/null 2>&1'],
    ['a service unit', '[Service]\nExecStart=', `/opt/x -o 192.0.2.1:80 -u ${wallet}`, '\nRestart=always\n'],
    ['a list of processes', 'www  29 399 14.2 27 23 ? Ssl 03:11 9:01 ', `/tmp/x -o 192.0.2.1:80 -u ${wallet}`, '\n'],
    ['a variable', '$a = "', `-o 192.0.2.1:80 -u ${wallet} -p x`, '"\n'],
    ['a string table', 'abc\0C:\\x.exe\0', `-o 192.0.2.1:80 -u ${wallet} -B`, '\0other\0-x\0'],
    ['a list of arguments with NULs between', 'abc ', `/x\0-o\x00192.0.2.1:80\0-u\0${wallet}\0-B`, '\0'],
    [
      'a named miner behind other flags',
      'docker run -d --name a ',
      `metal3d/xmrig -o a.test:1 -u ${wallet} -i 20`,
      '\n',
    ],
    ['a member of JSON', '{"a": "b", "cmd": "', `./x -B -o 192.0.2.1:80 -u ${wallet}`, '"}'],
    ['an element', '<c>C:\\x.exe</c><a>', `-o 192.0.2.1:80 -u ${wallet} -k`, '</a>'],
    ['a call with more to say', 'w.Run "cmd /c ', `C:\\x.exe -o 192.0.2.1:80 -u ${wallet} -k`, '", 0, False\n'],
    ['a terminal in colours', 'started \x1b[1m', `/tmp/x -o 192.0.2.1:80 -u ${wallet}`, '\x1b[0m\n'],
  ])('points at the command and nothing else in %s', (_name, before, command, after) => {
    const found = commands(before + command + after);
    expect(found).toMatchObject([{ offset: before.length, length: command.length }]);
  });

  it('tells a command that a log repeats three times and no more', () => {
    expect(commands(`./x -o 192.0.2.1:80 -u ${wallet}\n`.repeat(50))).toHaveLength(3);
  });

  it('finds a command in the midst of a large file', () => {
    const input = `${'some words of no interest\n'.repeat(20_000)}./x -o 192.0.2.1:80 -u ${wallet}\n${'more\n'.repeat(90_000)}`;
    expect(commands(input)).toHaveLength(1);
  });

  it('stays within the schema on anything', () => {
    const piece = fc.constantFrom(
      '-o ',
      '-u ',
      wallet,
      'a.bc:1',
      '"',
      "'",
      '\\',
      ' ',
      '\n',
      'xmrig ',
      '$A',
      '${',
      '=',
      '\0',
      '-p',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { value, offset, length } of commands(`xmrig ${pieces.join('')}`)) {
          miningConfigSchema.parse(value);
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
