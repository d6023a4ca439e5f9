/** What scans mostly meet: nothing, gaps, a session, the same thing in many places. */
import type { Report } from '../../src/model/report.ts';
import { base, excerpt, reportOn } from './report-on.ts';

/** Nothing there. */
export function clean(): Report {
  return reportOn(
    { artifacts: [], observations: [], findings: [] },
    { inputs: ['/usr'], stats: { bytes: 485_000_000, files: 15_238, seconds: 1.24 } },
  );
}

/** Nothing there, as far as could be seen. */
export function withGaps(): Report {
  const denied = Array.from({ length: 7 }, (_, i) => ({
    artifact: `/root/secret-${i}`,
    code: 'no-permission' as const,
    what: 'permission denied: run as a user who may read it',
  }));
  return {
    ...clean(),
    gaps: [
      ...denied,
      { artifact: '/srv/backup.zip', code: 'encrypted', what: '3 entries are encrypted' },
      { artifact: '/srv/broken.pcap', code: 'malformed', what: 'a record claims 4 GB', offset: 4096 },
    ],
  };
}

/** A capture with one session, seen from both sides. */
export function active(): Report {
  const login = Buffer.from(
    `{"id":1,"jsonrpc":"2.0","method":"login","params":{"login":"${base}","pass":"web-01","agent":"XMRig/6.21.0"}}\n`,
  );
  return reportOn(
    {
      artifacts: [
        { id: 'a1', name: 'office.pcapng', kind: 'capture', size: 81_920 },
        {
          id: 'a2',
          name: 'office.pcapng!tcp 10.0.0.17:50112 > 198.51.100.7:3333',
          kind: 'stream',
          size: 9_120,
          parent: 'a1',
          decodedBy: 'tcp-streams',
        },
      ],
      observations: [
        {
          id: 'o1',
          kind: 'stratum-session',
          value: {
            dialect: 'cryptonote',
            client: '10.0.0.17:50112',
            server: '198.51.100.7:3333',
            login: base,
            password: 'web-01',
            agent: 'XMRig/6.21.0',
            jobs: 12,
            submits: 5,
            accepted: 5,
            start: '2026-02-03T10:00:00.000Z',
            end: '2026-02-03T10:41:12.000Z',
            complete: true,
            transport: 'tcp',
          },
          at: { artifact: 'a2', offset: 0, length: login.length, packet: 7, time: '2026-02-03T10:00:00.120Z' },
          via: ['tcp-streams'],
          by: 'stratum-session',
          excerpt: excerpt(login, 0),
        },
        {
          id: 'o2',
          kind: 'wallet',
          value: { coin: 'monero', network: 'mainnet', type: 'standard', address: base, checksumValid: true },
          at: { artifact: 'a2', offset: 62, length: 95 },
          via: ['tcp-streams'],
          by: 'wallet',
        },
      ],
      findings: [
        {
          id: 'f1',
          detector: 'pool-session',
          stage: 'active',
          title: 'a session with a mining pool: logged in, work handed out, shares sent',
          techniques: ['T1496.001'],
          confidence: 'high',
          because: {
            all: [
              { saw: 'o1', why: '12 jobs and 5 shares, 5 of them accepted' },
              { any: [{ saw: 'o2' }, { saw: 'o1' }] },
            ],
          },
          couldBe: ['the owner mines on purpose', 'a pool operator’s own test'],
        },
      ],
    },
    { inputs: ['office.pcapng'], stats: { bytes: 81_920, files: 1, seconds: 0.011 } },
  );
}

/** The same configuration in many files, and many files that only mention mining. */
export function crowded(): Report {
  const artifacts: Report['artifacts'] = [];
  const observations: Report['observations'] = [];
  const findings: Report['findings'] = [];
  for (let i = 1; i <= 60; i++) {
    const configured = i <= 40;
    const name = configured ? `/home/user${i}/.cache/config.json` : `/usr/share/doc/rules-${i}.yar`;
    artifacts.push({ id: `a${i}`, name, kind: configured ? 'config' : 'rules', size: 900 });
    const place = { id: `o${i}`, at: { artifact: `a${i}`, offset: 20, length: 10 }, via: [] };
    if (configured)
      observations.push({
        ...place,
        kind: 'mining-config',
        value: {
          pools: [{ host: 'pool.example.net', port: 3333, login: base, wallet: base, password: 'x' }],
          source: 'json',
        },
        by: 'xmrig-config',
      });
    else
      observations.push({
        ...place,
        kind: 'mining-term',
        value: { term: `term-${i}`, category: 'pool' },
        by: 'mining-term',
      });
    findings.push({
      id: `f${i}`,
      detector: configured ? 'mining-account' : 'mining-mention',
      stage: configured ? 'configured' : 'mention',
      title: configured ? 'a miner’s configuration with a pool and an account' : 'text that talks of mining',
      techniques: configured ? ['T1496.001'] : [],
      confidence: 'high',
      because: { saw: `o${i}` },
      couldBe: ['the owner mines on purpose'],
    });
  }
  return reportOn({ artifacts, observations, findings }, { inputs: ['/home', '/usr/share/doc'] });
}
