import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scan } from '../src/engine/node/scan.ts';
import { RuleTrouble } from '../src/engine/node/users-rules.ts';
import type { Report } from '../src/model/report.ts';
import { commonTime } from './stories/clock.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const begins = Date.UTC(2026, 10, 3);

const oil = `title: Lamp oil asked for
id: 11111111-1111-4111-8111-111111111111
status: test
logsource:
  category: webserver
detection:
  selection:
    cs-uri-stem|contains: /lamp-oil/
  condition: selection
falsepositives:
  - Lamplighters
tags:
  - attack.t1190
level: high
`;
const thrice = `title: Lamp oil asked for again and again
name: again
correlation:
  type: event_count
  rules: [11111111-1111-4111-8111-111111111111]
  group-by: [c-ip]
  timespan: 1h
  condition:
    gte: 3
`;
const wrong = `title: A rule that nobody can run
logsource:
  category: webserver
detection:
  selection:
    cs-uri-stem|sideways: x
  condition: selection
`;

function requests(count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const target = i % 10 === 3 ? '/lamp-oil/order' : '/index.html';
    return `198.51.100.${i % 20} - - [${commonTime(begins + i * 1_000)}] "GET ${target} HTTP/1.1" 200 512 "-" "curl/8"\n`;
  }).join('');
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function scanned(log: string, rules: string): Promise<Report> {
  return await scan([log], { sigma: [rules] });
}

describe('scan --sigma', () => {
  const log = write('access.log', requests(100));

  test('finds by the rule’s id, joins like events, and passes the rule’s own words on', async () => {
    const report = await scanned(log, write('oil.yml', oil));
    expect(report.findings).toMatchObject([
      { detector: 'sigma/11111111-1111-4111-8111-111111111111', stage: 'mention', techniques: ['T1190'] },
    ]);
    expect(report.findings[0]?.title).toBe('Sigma rule “Lamp oil asked for” matched 10 events, level high');
    const [match] = report.observations;
    expect(match).toMatchObject({
      kind: 'rule-match',
      by: 'sigma',
      at: { time: '2026-11-03T00:00:03.000Z' },
      value: { times: 10, start: '2026-11-03T00:00:03.000Z', end: '2026-11-03T00:01:33.000Z' },
    });
    expect(report.stats.rules).toBe(1);
  });

  test('goes as far on the ladder as the rule’s author says', async () => {
    const report = await scanned(log, write('staged.yml', `${oil}davylamp_stage: capability\n`));
    expect(report.findings).toMatchObject([{ stage: 'capability' }]);
  });

  test('joins what a correlation asks for', async () => {
    write('both/oil.yml', oil);
    write('both/thrice.yml', thrice);
    const report = await scanned(log, join(folder, 'both'));
    const joined = report.observations.filter(
      ({ kind, value }) => kind === 'rule-match' && value.rule.includes('again'),
    );
    expect(joined.length).toBeGreaterThan(0);
  });

  test('names a rule that is wrong, with its line and the reason, and runs the others', async () => {
    write('some/oil.yml', oil);
    write('some/wrong.yml', wrong);
    write('some/info.yml', 'author: somebody\n');
    const report = await scanned(log, join(folder, 'some'));
    expect(report.findings).toHaveLength(1);
    expect(report.gaps).toHaveLength(1);
    expect(report.gaps[0]?.what).toMatch(/line \d+, “A rule that nobody can run”: .*sideways/);
  });

  test('says in one line that there are no rules', async () => {
    await expect(scanned(log, write('notes.yml', 'author: somebody\n'))).rejects.toThrow(RuleTrouble);
    await expect(scanned(log, write('empty/readme.txt', 'x').replace('/readme.txt', ''))).rejects.toThrow(
      'no Sigma rules',
    );
  });

  test('finds the same in a log that other threads read', async () => {
    const large = write('large.log', requests(200_000));
    const report = await scan([large, log], { sigma: [join(folder, 'oil.yml')], jobs: 2 });
    expect(report.findings[0]?.title).toContain('matched 20010 events');
  });

  test('runs a rule that is named and looks like no other in other threads, too', async () => {
    const large = write('large.log', requests(200_000));
    const rule = `{ title: Lamp oil, logsource: { category: webserver }, detection: { oil: { cs-uri-stem|contains: lamp-oil }, condition: oil } }`;
    const report = await scan([large, log], { sigma: [write('flow.yml', rule)], jobs: 2 });
    expect(report.findings[0]?.title).toContain('matched 20010 events');
  });
});
