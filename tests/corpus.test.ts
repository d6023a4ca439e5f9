/** What must come out on material that other people made. */
import { existsSync } from 'node:fs';
import { expect, describe as group, test } from 'vitest';
import { scan } from '../src/engine/node/scan.ts';
import type { Observation } from '../src/model/observation.ts';
import { type Report, reportSchema } from '../src/model/report.ts';

const corpus = '../shared/corpus';
const present = existsSync(corpus);
const note = present ? '' : ' (skipped: ../shared/corpus is not here)';

function sessions(report: Report): Observation<'stratum-session'>['value'][] {
  return report.observations.flatMap((seen) => (seen.kind === 'stratum-session' ? [seen.value] : []));
}

async function scanned(...names: string[]): Promise<Report> {
  const report = await scan(names.map((name) => `${corpus}/${name}`));
  expect(reportSchema.safeParse(report).error?.issues ?? []).toEqual([]);
  return report;
}

group.skipIf(!present)(`the corpus${note}`, () => {
  test('ndpi-mining: four sessions, each with server, login and dialect', async () => {
    const report = await scanned('pcap/ndpi-mining.pcapng');
    expect(report.verdict.stage).toBe('active');
    const found = sessions(report);
    expect(found.map((session) => session.dialect).sort()).toEqual(['cryptonote', 'ethereum', 'zcash', 'zcash']);
    for (const session of found) {
      expect(session.server).toMatch(/:\d+$/);
      expect(session.login).toMatch(/\S/);
    }
  });

  test('zeek-bitcoin-mining: eight sessions', async () => {
    const report = await scanned('pcap/zeek-bitcoin-mining.pcap');
    expect(sessions(report)).toHaveLength(8);
    expect(report.verdict.stage).toBe('active');
  });

  test('zeek-bitcoin-mining-in-progress: one session, picked up in mid-stream', async () => {
    const found = sessions(await scanned('pcap/zeek-bitcoin-mining-in-progress.pcap'));
    expect(found).toMatchObject([{ complete: false }]);
  });

  test.each([
    'pcap/ndpi-bitcoin.pcap',
    'pcap/ndpi-ethereum.pcap',
    'pcap/ndpi-monero.pcap',
    'pcap/ndpi-check_mk_new.pcap',
    'pcap/benign-postgresql-mentions-mining.pcap',
    'yara',
    'sigma/miner-rules',
  ])('%s: a mention at most', async (name) => {
    const report = await scanned(name);
    expect(sessions(report)).toEqual([]);
    expect(['none', 'mention']).toContain(report.verdict.stage);
  });

  test('unit42-xmr-wallets: 2,103 standard and 235 integrated, over four custodial bases', async () => {
    const report = await scanned('wallets/unit42-xmr-wallets.txt');
    const wallets = report.observations.flatMap((seen) => (seen.kind === 'wallet' ? [seen.value] : []));
    const count = (type: string): number => wallets.filter((wallet) => wallet.type === type).length;
    expect([count('standard'), count('integrated'), wallets.length]).toEqual([2103, 235, 2338]);
    const bases = new Map<string, number>();
    for (const { base, known } of wallets)
      if (base && known === 'custodial') bases.set(base, (bases.get(base) ?? 0) + 1);
    expect([...bases.values()].sort((a, b) => b - a)).toEqual([116, 60, 45, 11]);
    expect(['none', 'mention']).toContain(report.verdict.stage);
  });

  test('yara/nkminer_monero.yar: loads, and matches the reconstruction within its wrappings', async () => {
    const rules = `${corpus}/yara/nkminer_monero.yar`;
    const report = await scan(['examples/2018-installer'], { yara: [rules], jobs: 1 });
    const [finding] = report.findings.filter(({ detector }) => detector === 'yara/nkminer_monero');
    expect(finding).toMatchObject({ stage: 'mention', title: expect.stringContaining('Detects installer of Monero') });
    const matched = report.observations.filter(({ kind }) => kind === 'rule-match');
    expect(matched.map(({ via }) => via)).toContainEqual(['zip', 'hex-text']);
    expect(report.stats.rules).toBe(1);
  });
});
