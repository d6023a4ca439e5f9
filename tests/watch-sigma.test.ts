/** A watch that holds rules of the user's own against what comes. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commonTime } from './stories/clock.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { startWatch } from './watch-run.ts';

const begins = Date.UTC(2026, 10, 23, 10);

const oil = `title: Lamp oil asked for
id: 11111111-1111-4111-8111-111111111111
logsource:
  category: webserver
detection:
  selection:
    cs-uri-stem|contains: /lamp-oil/
  condition: selection
tags:
  - attack.t1190
level: high
`;
const pool = `title: A pool looked up
id: 22222222-2222-4222-8222-222222222222
logsource:
  category: dns
detection:
  selection:
    query|endswith: pool.example.com
  condition: selection
level: medium
`;
const wrong = `title: A rule that nobody can run
logsource:
  category: webserver
detection:
  selection:
    cs-uri-stem|sideways: x
  condition: selection
`;

const detectors = {
  oil: 'sigma/11111111-1111-4111-8111-111111111111',
  pool: 'sigma/22222222-2222-4222-8222-222222222222',
};

function request(second: number, target: string): string {
  return `198.51.100.7 - - [${commonTime(begins + second * 1_000)}] "GET ${target} HTTP/1.1" 200 512 "-" "curl/8"\n`;
}

function rulesIn(folder: string): string {
  const rules = join(folder, 'rules');
  mkdirSync(rules);
  for (const [name, text] of Object.entries({ oil, pool, wrong })) writeFileSync(join(rules, `${name}.yml`), text);
  return rules;
}

test('what rules match is told as it comes, once for each rule, though it is no more than a mention', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'access.log');
  writeFileSync(log, request(0, '/index.html') + request(1, '/index.html'));
  const watch = startWatch(folder, ['--sigma', rulesIn(folder), 'access.log']);
  appendFileSync(log, request(2, '/lamp-oil/order') + request(3, '/index.html'));
  await watch.until('the match was told', () => watch.alerts.length === 1);
  for (let second = 4; second < 40; second++) appendFileSync(log, request(second, '/lamp-oil/order'));
  appendFileSync(log, request(60, '/index.html'));
  expect(await watch.stop()).toBe(0);
  expect(watch.alerts).toMatchObject([
    {
      detector: detectors.oil,
      stage: 'mention',
      reason: 'first',
      title: 'Sigma rule “Lamp oil asked for” matched an event, level high',
      techniques: ['T1190'],
      source: { name: expect.stringMatching(/access\.log$/), time: '2026-11-23T10:00:02.000Z' },
    },
  ]);
  expect(watch.errors()).toMatch(/wrong\.yml: .*“A rule that nobody can run”: .*sideways/);
});

test('a log that is read for rules alone is read, and each machine that names itself is told of', async () => {
  const folder = temporaryFolder();
  const event = (host: string): string =>
    `${JSON.stringify({ timestamp: '2026-11-23T10:00:00.250000+0000', host, event_type: 'dns', src_ip: '192.0.2.10', dns: { type: 'query', rrname: 'pool.example.com', rrtype: 'A' } })}\n`;
  writeFileSync(join(folder, 'eve.json'), event('sensor1') + event('sensor2') + event('sensor1'));
  const watch = startWatch(folder, ['--once', '--sigma', rulesIn(folder), 'eve.json']);
  expect(await watch.ended).toBe(0);
  expect(watch.alerts.map(({ detector, machine }) => [detector, machine])).toEqual([
    [detectors.pool, 'sensor1'],
    [detectors.pool, 'sensor2'],
  ]);
});

test('rules that are none are a mistake that says so', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'access.log'), request(0, '/'));
  writeFileSync(join(folder, 'wrong.yml'), wrong);
  const watch = startWatch(folder, ['--once', '--sigma', 'wrong.yml', 'access.log']);
  expect(await watch.ended).toBe(2);
  expect(watch.errors()).toMatch(/--sigma: wrong\.yml: rule not run: line \d+, .*sideways/);
});
