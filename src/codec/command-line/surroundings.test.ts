import { describe, expect, it } from 'vitest';
import { surroundingOf } from './surroundings.ts';

const within = (text: string): string | undefined => surroundingOf(text, text.indexOf('./x'));

describe('what a command stands in', () => {
  it.each([
    ['a member of JSON', '{"id": 1, "body": "I run ./x -o a.b:1"}', 'body'],
    [
      'a member that holds a list',
      '{"a": 1, "processes_created": ["svc.exe -k", "./x -o a.b:1"]}',
      'processes_created',
    ],
    ['a string with escaped quotes', String.raw`{"a": "b", "CommandLine": "\"./x\" -o a.b:1"}`, 'CommandLine'],
    ['a setting in YAML', '- a: 1\n  cmd: ./x -o a.b:1\n', 'cmd'],
    ['an item of a list in YAML', 'tests:\n - input: ./x -o a.b:1\n', 'input'],
    ['a quoted setting in TOML', 'query = "./x -o a.b:1"', 'query'],
    ['an element', '<item><description lang="en">run ./x -o a.b:1</description>', 'description'],
    ['a call in Python', 'import os\nsubprocess.Popen(["./x", "-o"])', 'subprocess.Popen'],
    ['a call with a string of several commands', '@system("wget a; chmod b; ./x -o a.b:1");', '@system'],
    ['a call in Go', 'func main() { exec.Command("./x", "-o").Start() }', 'exec.Command'],
    ['a call of what a call gives', 'Runtime.getRuntime().exec("./x -o a.b:1")', 'Runtime.getRuntime().exec'],
    ['the innermost call', 'expect(parse("./x -o a.b:1"))', 'parse'],
    ['a request in a log', '1.2.3.4 - - [10/Oct/2023:13:55:36 +0000] "GET /?q=./x HTTP/1.1" 404 1', 'request'],
    ['a request whose client says it', '1.2.3.4 - - [a] "GET / HTTP/1.1" 404 1 "-" "./x -o a.b:1"', 'request'],
    ['a name that sshd was sent', 'Nov 23 16:31:56 a sshd[1]: Invalid user ./x -o a.b:1 from 1.2.3.4 port 5', 'login'],
  ])('%s', (_, text, name) => expect(within(text)).toBe(name));

  it.each([
    ['a script', 'cd /tmp; ./x -o a.b:1'],
    ['a line of its own', '"body": "x",\n./x -o a.b:1'],
    ['a crontab', '*/5 * * * * ./x -o a.b:1'],
    ['a service', 'ExecStart=./x -o a.b:1'],
  ])('nothing in %s', (_, text) => expect(within(text)).toBeUndefined());

  it('does not take a later argument for the program', () => {
    expect(within('spawn("node", ["scan", "./x -o a.b:1"])')).toBeUndefined();
  });

  it.each(['Invalid user ', '"a":', 'a(', '<a>', '\\"', '["', ' ', '- a: '])(
    'does not slow down on repetitions of %j',
    (piece) => {
      const text = `${piece.repeat(2000)}./x`;
      const start = performance.now();
      for (let i = 0; i < 50; i++) surroundingOf(text, text.length - 3);
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );
});
