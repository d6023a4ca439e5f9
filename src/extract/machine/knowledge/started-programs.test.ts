import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../../tests/machine-tree.ts';
import { startedPrograms } from './started-programs.ts';

const tools = ['nice', 'sudo', 'flock', 'bash', 'python3', 'perl', 'curl', 'env', 'timeout', 'java', 'su', 'ionice'];
const { tree } = machineOf({
  ...Object.fromEntries(tools.map((name) => [`/usr/bin/${name}`, ''])),
  '/bin/sh': '',
  '/usr/local/bin/backup.sh': '',
  '/opt/x/run': '',
  '/home/ann/bin/job': '',
});
const paths = (command: string, around = {}): string[] =>
  startedPrograms(tree, command, around)
    .map(({ path }) => path)
    .filter((path) => !tools.some((tool) => path === `/usr/bin/${tool}`) && path !== '/bin/sh');

describe('what a command starts', () => {
  it.each([
    ['/opt/x/run --flag >/dev/null 2>&1', ['/opt/x/run']],
    ['>> /tmp/debug.log', []],
    ['/opt/x/run &> /tmp/run.log', ['/opt/x/run']],
    ['{ /opt/x/run; } >> /tmp/run.log 2>&1', ['/opt/x/run']],
    ['backup.sh -v', ['/usr/local/bin/backup.sh']],
    ['cd /opt/x && ./run', ['/opt/x/run']],
    ['nice -n 19 ionice -c3 /opt/x/run', ['/opt/x/run']],
    ['sudo -u ann -- /opt/x/run -u you', ['/opt/x/run']],
    ["flock -n /run/lock/x -c '/opt/x/run | /opt/y/filter'", ['/opt/x/run', '/opt/y/filter']],
    ['timeout -k 5 60 /opt/x/run', ['/opt/x/run']],
    ['env A=1 B=2 /opt/x/run', ['/opt/x/run']],
    ['bash -c "cd /opt/x; ./run"', ['/opt/x/run']],
    ["su - ann -c '/opt/x/run'", ['/opt/x/run']],
    ['/bin/sh -c /opt/x/run', ['/opt/x/run']],
    ['python3 -u /opt/x/job.py /etc/passwd', ['/opt/x/job.py']],
    ['python3 -m http.server', []],
    ['deno run --allow-all /opt/x/job.ts', ['/opt/x/job.ts']],
    ["tcsh -c '/opt/x/run'", ['/opt/x/run']],
    ['/opt/x/in; /opt/x/test -f /etc/x', ['/opt/x/in', '/opt/x/test']],
    ['python3 -c "print(1)"', []],
    ['java -Xmx1g -jar /opt/app/app.jar', ['/opt/app/app.jar']],
    [
      '[ -x /usr/lib/php/clean ] && if [ ! -d /run/systemd/system ]; then /usr/lib/php/clean; fi',
      ['/usr/lib/php/clean'],
    ],
    ['test -x /usr/sbin/x || ( cd / && run-parts --report /etc/cron.daily )', []],
    ['. /etc/profile.d/x.sh', ['/etc/profile.d/x.sh']],
    ['/opt/x/run &>/dev/null &', ['/opt/x/run']],
    ['curl -s https://example.com/x', []],
    ['exec -a [kworker/0:1] /opt/x/run', ['/opt/x/run']],
    ['setsid -f /opt/x/run', ['/opt/x/run']],
    ['A=1 exec -c nohup /opt/x/run &', ['/opt/x/run']],
    ['command -v /opt/x/run >/dev/null', []],
  ])('%s', (command, expected) => {
    expect(paths(command)).toEqual(expected);
  });

  it('knows the home of the user, and the folders of PATH', () => {
    const around = { home: '/home/ann', folder: '/home/ann', search: ['/opt/x'] };
    expect(paths('~/bin/job; $HOME/bin/job2; run; bin/three', around)).toEqual([
      '/home/ann/bin/job',
      '/home/ann/bin/job2',
      '/opt/x/run',
      '/home/ann/bin/three',
    ]);
  });

  it('says which are missing', () => {
    expect(startedPrograms(tree, '/opt/x/run; /opt/gone')).toEqual([
      { path: '/opt/x/run', missing: false },
      { path: '/opt/gone', missing: true },
    ]);
  });

  it('ends for any text, with a bounded number of absolute paths', () => {
    const word = fc.constantFrom(
      'sh',
      '-c',
      'sudo',
      '-u',
      "'",
      '"',
      'nice',
      '--',
      '/x',
      '.',
      'cd',
      '..',
      ';',
      '|',
      '\0',
      '~',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (command) => {
        const found = startedPrograms(tree, command, { home: '/home/ann' });
        expect(found.length).toBeLessThanOrEqual(16);
        expect(found.every(({ path }) => path.startsWith('/') && !path.includes('//'))).toBe(true);
      }),
    );
  });
});
