/**
 * Words that only a text about mining holds: names of miners, words of the pools' protocols, names of browser miners and
 * of pools. Left out, because innocent files hold them too: `mining`, `miner`, `hashrate`, `rig`, `randomx` (a library of
 * its own), `kdevtmpfs` (a thread of the kernel; the indicator is `kdevtmpfsi`), `t-rex`, `claymore`, `rigel`, `excavator`.
 */
import type { MiningTerm } from '../model/payloads.ts';
import { knownPools } from './pools.ts';
import { minerProjects, noCoin, type Provenance, stratumNotes, xmrigSource } from './provenance.ts';

export interface KnownTerm extends Provenance {
  /** As it is usually written; texts may write it in either case. */
  readonly text: string;
  readonly category: MiningTerm['category'];
}

function terms(category: MiningTerm['category'], provenance: Provenance, ...texts: string[]): KnownTerm[] {
  return texts.map((text) => ({ text, category, ...provenance }));
}

const kinsing: Provenance = {
  source: 'https://guardiandigital.com/resources/blog/how-phishing-email-leads-to-kinsing-cryptominer',
  asOf: '2026-11-23',
};

/** Programs that mine, and names under which covert ones are known. */
export const minerNames: readonly KnownTerm[] = [
  ...terms('miner', xmrigSource, 'xmrig', 'xmrigCC', 'xmrigDaemon', 'xmrig-proxy'),
  ...terms('miner', minerProjects, 'xmr-stak', 'cpuminer', 'cpuminer-multi', 'cpuminer-opt', 'minerd', 'ccminer'),
  ...terms('miner', minerProjects, 'cgminer', 'bfgminer', 'sgminer', 'ethminer', 'nsgpucnminer', 'nheqminer'),
  ...terms('miner', minerProjects, 'nbminer', 'lolMiner', 'SRBMiner', 'SRBMiner-MULTI', 'PhoenixMiner', 'TeamRedMiner'),
  ...terms('miner', minerProjects, 'nanominer', 'gminer.exe', 'CryptoDredge', 'WildRig', 'miniZ.exe', 'OneZeroMiner'),
  ...terms(
    'miner',
    minerProjects,
    'hellminer',
    'rplant-miner',
    'xmrig_setup',
    'setup_moneroocean_miner',
    'setup_c3pool_miner',
  ),
  ...terms('miner', kinsing, 'kdevtmpfsi', 'kinsing'),
];

/** Words of the protocols between miners and pools. */
const protocolWords: readonly KnownTerm[] = [
  ...terms('protocol', stratumNotes, 'stratum+tcp://', 'stratum+ssl://', 'stratum+tls://', 'stratum+udp://'),
  ...terms('protocol', stratumNotes, 'stratum2+tcp://', 'stratum1+tcp://', 'stratum1+ssl://', 'ethproxy+tcp://'),
  ...terms('protocol', stratumNotes, 'mining.subscribe', 'mining.authorize', 'mining.submit', 'mining.set_difficulty'),
  ...terms(
    'protocol',
    stratumNotes,
    'mining.extranonce.subscribe',
    'mining.notify',
    'eth_submitLogin',
    'eth_submitHashrate',
  ),
  ...terms('protocol', xmrigSource, 'daemon+http://', 'daemon+https://'),
];

/** Scripts that mined in browsers. */
const scriptMiners: readonly KnownTerm[] = [
  ...terms(
    'script-miner',
    noCoin,
    'coinhive',
    'coin-hive',
    'authedmine',
    'cryptoloot',
    'crypto-loot',
    'CoinImp',
    'jsecoin',
  ),
  ...terms(
    'script-miner',
    noCoin,
    'cryptonoter',
    'deepMiner.js',
    'webminepool',
    'projectpoi.min.js',
    'wp-monero-miner',
  ),
  ...terms('script-miner', noCoin, 'minero-proxy', 'cryptonight.wasm', 'cryptonight-worker'),
];

/** Algorithms under names that only miners write. */
const algorithmNames: readonly KnownTerm[] = [
  ...terms(
    'algorithm',
    xmrigSource,
    'cryptonight',
    'cn-heavy/xhv',
    'cn-pico/trtl',
    'cn-lite/1',
    'argon2/chukwa',
    'rx/graft',
  ),
  ...terms('algorithm', xmrigSource, '--algo=rx/0', '--coin=monero', '--donate-level'),
];

/** Hosts of pools and of browser miners; their subdomains are met through them. */
export const poolNames: readonly KnownTerm[] = knownPools.map(({ domain, kind, source, asOf }) => ({
  text: domain,
  category: kind === 'browser' ? 'script-miner' : 'pool',
  source,
  asOf,
}));

export const miningTerms: readonly KnownTerm[] = [
  ...minerNames,
  ...protocolWords,
  ...scriptMiners,
  ...algorithmNames,
  ...poolNames,
];

const byText = new Map(miningTerms.map((term) => [term.text.toLowerCase(), term]));

/** The entry for a term, in either case. */
export function knownTerm(text: string): KnownTerm | undefined {
  return byText.get(text.toLowerCase());
}
