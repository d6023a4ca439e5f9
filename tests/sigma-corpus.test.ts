/** SigmaHQ's rules on the events that they were tested with, and its rules for miners on events of ours. */
import { expect, describe as group, test } from 'vitest';
import { compileSigma } from '../src/codec/sigma/sigma-set.ts';
import type { LogEvent } from '../src/model/log-event.ts';
import { hasSigmaCorpus, minerRules, regressionCases } from './sigma-corpus.ts';

const note = hasSigmaCorpus ? '' : ' (skipped: ../shared/corpus/sigma is not here)';

/** Whose file holds more matches than its info.yml says: each of its events is what the rule asks for. */
const moreThanSaid: ReadonlyMap<string, number> = new Map([
  ['registry_set_change_security_zones', 3],
  ['registry_set_disable_administrative_share', 2],
  ['proc_creation_win_dtrace_kernel_dump', 2],
]);

/** By rule: whose events it matches, too, and why that is right. */
const alsoMatches: Readonly<Record<string, readonly string[]>> = {
  // The same download, seen by its extension, by its folder, by the address it comes from.
  proc_creation_win_bitsadmin_download_susp_extensions: [
    'proc_creation_win_bitsadmin_download_direct_ip',
    'proc_creation_win_bitsadmin_download_susp_targetfolder',
  ],
  proc_creation_win_bitsadmin_download_susp_targetfolder: [
    'proc_creation_win_bitsadmin_download_direct_ip',
    'proc_creation_win_bitsadmin_download_susp_extensions',
  ],
  proc_creation_win_certutil_download: ['proc_creation_win_certutil_download_file_sharing_domains'],
  proc_creation_win_certutil_download_file_sharing_domains: ['proc_creation_win_certutil_download'],
  proc_creation_win_curl_susp_download: [
    'proc_creation_win_curl_download_direct_ip_exec',
    'proc_creation_win_curl_local_file_read',
  ],
  proc_creation_win_curl_download_susp_file_sharing_domains: ['proc_creation_win_curl_susp_download'],
  proc_creation_win_curl_insecure_connection: ['proc_creation_win_curl_susp_download'],
  // A headless browser's download, with a file's name in the command line.
  proc_creation_win_browsers_inline_file_download: ['proc_creation_win_browsers_chromium_headless_file_download'],
  // One rule for the option, one for the option and a suspicious parent.
  proc_creation_win_browsers_chromium_load_extension: ['proc_creation_win_browsers_chromium_susp_load_extension'],
  proc_creation_win_browsers_chromium_susp_load_extension: ['proc_creation_win_browsers_chromium_load_extension'],
  // One rule for `-encode`, others for it and what is encoded.
  proc_creation_win_certutil_encode: [
    'proc_creation_win_certutil_encode_susp_extensions',
    'proc_creation_win_certutil_encode_susp_location',
  ],
  proc_creation_win_certutil_encode_susp_extensions: [
    'proc_creation_win_certutil_encode',
    'proc_creation_win_certutil_encode_susp_location',
  ],
  // One rule for the tool, others for what it is told to do.
  proc_creation_win_pua_adfind_execution: [
    'proc_creation_win_pua_adfind_enumeration',
    'proc_creation_win_pua_adfind_susp_usage',
  ],
  proc_creation_win_pua_adfind_susp_usage: ['proc_creation_win_pua_adfind_execution'],
  proc_creation_win_pua_advancedrun: ['proc_creation_win_pua_advancedrun_priv_user'],
};

group.skipIf(!hasSigmaCorpus)(`SigmaHQ's regression files${note}`, () => {
  const cases = hasSigmaCorpus ? regressionCases() : [];
  const set = compileSigma(cases.flatMap(({ rules }) => rules));

  test('every rule is read and can be run', () => {
    expect(cases.flatMap(({ mistakes }) => mistakes)).toEqual([]);
    expect(set.mistakes).toEqual([]);
    expect(set.size).toBe(115);
  });

  test.each(cases)('$name: its rule matches its events', ({ name, rules, events, logged, matchCount }) => {
    const own = rules[0]?.info.id;
    const matching = (seen: readonly LogEvent[]): number =>
      seen.filter((event) => set.match(event).some(({ rule }) => rule.id === own)).length;
    const expected = moreThanSaid.get(name) ?? matchCount;
    expect([matching(logged), matching(events)]).toEqual([expected, expected]);
  });

  test('no rule matches the events of another one, but for reasons that are listed', () => {
    const seen: Record<string, string[]> = {};
    for (const { name, rules, logged } of cases)
      for (const { rule } of logged.flatMap((event) => set.match(event))) {
        if (rule.id === rules[0]?.info.id) continue;
        const by = rule.file.split('/').at(-2) ?? '';
        seen[by] = [...new Set([...(seen[by] ?? []), name])].sort();
      }
    expect(seen).toEqual(alsoMatches);
  });
});

const win = (fields: LogEvent['fields']): LogEvent => ({
  source: { product: 'windows', service: 'sysmon' },
  fields,
  text: '',
});
const lin = (fields: LogEvent['fields'], service = 'sysmon'): LogEvent => ({
  source: { product: 'linux', service },
  fields,
  text: '',
});

/** By rule: an event that matches, and one that nearly does. */
const minerEvents: Readonly<Record<string, readonly [LogEvent, LogEvent]>> = {
  'Possible Coin Miner CPU Priority Param': [
    lin({ type: 'EXECVE', a0: './x', a1: '--cpu-priority=5' }, 'auditd'),
    lin({ type: 'EXECVE', a0: './x', a1: '--cpu-limit=5' }, 'auditd'),
  ],
  'Linux Crypto Mining Pool Connections': [
    lin({ EventID: 3, DestinationHostname: 'Pool.MineXMR.com' }),
    lin({ EventID: 3, DestinationHostname: 'pool.minexmr.com.example.org' }),
  ],
  'Linux Crypto Mining Indicators': [
    lin({ type: 'EXECVE', a0: './x', a1: '-o', a2: 'stratum+tcp://pool.example.com:3333' }, 'auditd'),
    lin({ EventID: 1, CommandLine: 'grep stratum /var/log/ntp.log' }),
  ],
  'Network Communication With Crypto Mining Pool': [
    win({ EventID: 3, DestinationHostname: 'xmr.nanopool.org' }),
    win({ EventID: 22, DestinationHostname: 'xmr.nanopool.org' }),
  ],
  'Monero Crypto Coin Mining Pool Lookup': [
    { source: { category: 'dns' }, fields: { query: 'pool.supportxmr.com' }, text: '' },
    { source: { category: 'dns' }, fields: { query: 'supportxmr.com' }, text: '' },
  ],
  'Potential Crypto Mining Activity': [
    win({ EventID: 1, CommandLine: 'x.exe --donate-level=0 -o pool.example.com' }),
    win({ EventID: 1, CommandLine: 'gcc -o pool.o --donate-level=0' }),
  ],
  'Crypto Miner User Agent': [
    { source: { category: 'proxy' }, fields: { 'c-useragent': 'XMRig 6.21.0' }, text: '' },
    { source: { category: 'proxy' }, fields: { 'c-useragent': 'not XMRig 6.21.0' }, text: '' },
  ],
  'RedTail Cryptominer User-Agent': [
    { source: { category: 'webserver', product: 'nginx' }, fields: { 'cs-user-agent': 'libredtail-http' }, text: '' },
    { source: { category: 'proxy' }, fields: { 'cs-user-agent': 'libredtail-http' }, text: '' },
  ],
  'DNS Events Related To Mining Pools': [
    {
      source: { product: 'zeek', service: 'dns' },
      fields: { query: 'a.nanopool.org', answers: ['192.0.2.1'] },
      text: '',
    },
    {
      source: { product: 'zeek', service: 'dns' },
      fields: { query: 'a.nanopool.org', answers: ['0.0.0.0'] },
      text: '',
    },
  ],
};

group.skipIf(!hasSigmaCorpus)(`SigmaHQ's rules for miners${note}`, () => {
  const { rules, mistakes } = hasSigmaCorpus ? minerRules() : { rules: [], mistakes: [] };
  const set = compileSigma(rules);

  test('all nine are read and can be run', () => {
    expect([rules.length, mistakes, set.mistakes]).toEqual([9, [], []]);
    expect(rules.map(({ info }) => info.title).sort()).toEqual(Object.keys(minerEvents).sort());
  });

  test.each(Object.entries(minerEvents))('%s', (title, [matching, other]) => {
    const titles = (event: LogEvent): readonly string[] => set.match(event).map(({ rule }) => rule.title);
    expect(titles(matching)).toContain(title);
    expect(titles(other)).not.toContain(title);
  });
});
