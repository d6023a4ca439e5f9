/**
 * By which traits a program is known to be a miner. One trait is a word, and scanners, dissectors and rule sets hold
 * words; a family is claimed where several stand together in one program, and one of them at least speaks of the work
 * itself or the program's own name: a proxy, a pool or a dissector knows the protocol as well as a miner does.
 * Sources: each family's own help text and configuration, in its repository.
 */
import {
  algorithms,
  cryptoNoteSession,
  ethereumWork,
  hashRates,
  type MinerFamily,
  niceHash,
  readyKernels,
  schemes,
  submits,
  subscribes,
  type Trait,
  takesJobs,
} from './family-traits.ts';
import { minerProjects, xmrigSource } from './provenance.ts';

const xmrig: MinerFamily = {
  family: 'xmrig',
  banners: [{ text: 'XMRigCC', family: 'xmrigCC' }, { text: 'XMRig/' }, { text: 'XMRig ' }],
  purpose: 'miner',
  ...xmrigSource,
  atLeast: 4,
  must: {
    says: 'chooses threads and pages for hashing (max-threads-hint, huge-pages-jit, 1gb-pages, scratchpad_prefetch_mode)',
    literals: ['max-threads-hint', 'huge-pages-jit', '1gb-pages', 'scratchpad_prefetch_mode', 'max-cpu-usage'],
  },
  traits: [
    { says: "sets a share for XMRig's authors (donate-level)", literals: ['donate-level', 'donate-over-proxy'] },
    {
      says: "names XMRig's donation hosts",
      literals: ['donate.v2.xmrig.com', 'donate.ssl.xmrig.com', 'fee.xmrig.com'],
    },
    { says: 'calls itself XMRig', literals: ['XMRig/', 'xmrig.com', 'XMRigCC', 'xmrig::', 'XMRig '] },
    {
      says: 'takes pools with rig ids, pinned certificates or templates of their own choice',
      literals: ['tls-fingerprint', 'self-select', 'submit-to-origin', 'daemon-poll-interval', '"rig-id"', '--rig-id'],
    },
    {
      says: 'rewrites processor registers for RandomX',
      literals: ['/sys/module/msr/parameters/allow_writes', 'WinRing0_1_2_0', 'WinRing0x64.sys', 'allow_writes=on'],
    },
    niceHash,
    cryptoNoteSession,
    algorithms,
    schemes,
  ],
};

const xmrStak: MinerFamily = {
  family: 'xmr-stak',
  banners: [{ text: 'xmr-stak-rx', family: 'xmr-stak-rx' }, { text: 'xmr-stak' }],
  purpose: 'miner',
  ...minerProjects,
  atLeast: 3,
  must: {
    says: 'configures hashing threads (low_power_mode, affine_to_cpu, use_slow_memory)',
    literals: ['low_power_mode', 'affine_to_cpu', 'use_slow_memory', 'cpu_threads_conf', 'gpu_threads_conf'],
  },
  traits: [
    {
      says: 'takes pools as xmr-stak does (pool_address, pool_weight)',
      literals: ['pool_address', 'pool_weight', 'pool_list'],
    },
    {
      says: 'takes an account as xmr-stak does (wallet_address, pool_password)',
      literals: ['wallet_address', 'pool_password'],
    },
    { says: 'calls itself xmr-stak', literals: ['xmr-stak', 'xmrstak'] },
    {
      says: 'reports and retries as xmr-stak does (h_print_time, giveup_limit)',
      literals: ['h_print_time', 'giveup_limit'],
    },
    { says: 'knows NiceHash', literals: ['use_nicehash', 'nicehash_nonce'] },
    cryptoNoteSession,
    readyKernels,
  ],
};

const cpuminer: MinerFamily = {
  family: 'cpuminer',
  banners: [
    { text: 'cpuminer-opt', family: 'cpuminer-opt' },
    { text: 'cpuminer-multi', family: 'cpuminer-multi' },
    { text: 'cpuminer-rplant', family: 'cpuminer-rplant' },
    { text: 'ccminer', family: 'ccminer' },
    { text: 'cpuminer' },
  ],
  purpose: 'miner',
  ...minerProjects,
  atLeast: 3,
  must: {
    says: 'hashes in rounds, for a pool or alone, as cpuminer does (scantime, no-longpoll, coinbase-addr)',
    literals: ['scantime', 'no-longpoll', 'coinbase-addr', 'no-stratum'],
  },
  traits: [
    { says: 'calls itself cpuminer, minerd or ccminer', literals: ['cpuminer', 'ccminer', 'Usage: minerd'] },
    { says: 'speaks getwork (X-Mining-Extensions)', literals: ['X-Mining-Extensions', 'X-Reject-Reason'] },
    subscribes,
    takesJobs,
    submits,
    schemes,
    hashRates,
  ],
};

const cgminer: MinerFamily = {
  family: 'cgminer',
  banners: [{ text: 'bfgminer', family: 'bfgminer' }, { text: 'sgminer', family: 'sgminer' }, { text: 'cgminer' }],
  purpose: 'miner',
  ...minerProjects,
  atLeast: 4,
  must: { says: 'calls itself cgminer, bfgminer or sgminer', literals: ['cgminer', 'bfgminer', 'sgminer'] },
  traits: [
    {
      says: 'steers mining devices (gpu-engine, gpu-memclock, icarus-options)',
      literals: ['gpu-engine', 'gpu-memclock', 'icarus-options'],
    },
    { says: 'lets others steer it (api-allow, api-listen)', literals: ['api-allow', 'api-listen'] },
    { says: 'changes pools by itself (failover-only, fallback-time)', literals: ['failover-only', 'fallback-time'] },
    subscribes,
    takesJobs,
    submits,
    schemes,
    hashRates,
  ],
};

// Ethereum nodes know eth_submitWork, eth_getWork and eth_hashrate as calls that others make: none of them is enough.
const ethminer: MinerFamily = {
  family: 'ethminer',
  banners: [{ text: 'kawpowminer', family: 'kawpowminer' }, { text: 'ethminer' }],
  purpose: 'miner',
  ...minerProjects,
  atLeast: 3,
  must: {
    says: 'prepares a graphics card for Ethash (cuda-grid-size, cl-global-work, Generating DAG)',
    literals: ['cuda-grid-size', 'cuda-block-size', 'cl-global-work', 'cl-local-work', 'Generating DAG'],
  },
  traits: [
    { says: 'calls itself ethminer', literals: ['ethminer'] },
    { says: 'fetches work and hands it in (eth_getWork, eth_submitWork)', literals: ['eth_getWork', 'eth_submitWork'] },
    ethereumWork,
    submits,
    schemes,
    hashRates,
  ],
};

/** Closed miners: what they call themselves, with the words of a pool's protocol beside it. */
const closedMiners: readonly (readonly [family: string, ...names: string[]])[] = [
  ['lolMiner', 'lolMiner'],
  ['gminer', 'GMiner ', 'GMiner/', 'gminer/'],
  ['nbminer', 'NBMiner', 'nbminer'],
  ['t-rex', 'T-Rex NVIDIA GPU miner', 'T-Rex/', 'trex-miner'],
  ['SRBMiner', 'SRBMiner-MULTI', 'SRBMiner'],
  ['PhoenixMiner', 'PhoenixMiner'],
  ['TeamRedMiner', 'TeamRedMiner', 'teamredminer'],
  ['nanominer', 'nanominer'],
  ['CryptoDredge', 'CryptoDredge'],
  ['WildRig', 'WildRig'],
  ['OneZeroMiner', 'OneZeroMiner', 'onezerominer'],
  ['BzMiner', 'BzMiner', 'bzminer'],
];

const closed: readonly MinerFamily[] = closedMiners.map(([family, ...names]) => ({
  family,
  purpose: 'miner',
  ...minerProjects,
  banners: names.map((text) => ({ text })),
  atLeast: 3,
  must: { says: `calls itself ${family}`, literals: names },
  traits: [subscribes, submits, takesJobs, ethereumWork, schemes, hashRates, readyKernels],
}));

/** A pool's whole protocol and the work itself, under no name that is known. */
const unnamed: MinerFamily = {
  family: 'unknown',
  purpose: 'miner',
  ...minerProjects,
  atLeast: 5,
  must: submits,
  traits: [subscribes, takesJobs, schemes, hashRates, readyKernels, niceHash, algorithms],
};

/** The same for CryptoNote pools, whose requests miners without a JSON library hold as text. */
const unnamedCryptoNote: MinerFamily = {
  family: 'unknown',
  purpose: 'miner',
  ...minerProjects,
  atLeast: 3,
  must: { says: 'hands in shares ("method":"submit")', literals: ['"method":"submit"', '"method": "submit"'] },
  traits: [
    { says: 'logs in to a CryptoNote pool ("method":"login")', literals: ['"method":"login"', '"method": "login"'] },
    cryptoNoteSession,
    schemes,
    hashRates,
    readyKernels,
    algorithms,
  ],
};

/** A node of a CryptoNote coin hashes by itself when told to; it needs no pool and holds none of a pool's words. */
const monerod: MinerFamily = {
  family: 'monerod',
  purpose: 'node-that-can-mine',
  source: 'Monero, src/rpc/core_rpc_server.h: https://github.com/monero-project/monero',
  asOf: '2026-11-23',
  atLeast: 3,
  must: { says: 'starts mining when told to (start_mining)', literals: ['start_mining'] },
  traits: [
    { says: 'stops mining when told to (stop_mining)', literals: ['stop_mining'] },
    { says: 'reports whether it mines (mining_status)', literals: ['mining_status'] },
    { says: 'gives out block templates (getblocktemplate)', literals: ['getblocktemplate', 'on_getblocktemplate'] },
    { says: 'takes finished blocks (submitblock)', literals: ['submitblock', 'on_submitblock', 'submit_block'] },
  ],
};

/**
 * A pool's words. Two of them wake a look at the constants of a program that no family's traits fit: where those compute
 * a hash of mining, it is a miner whose own words were taken out. A node or a wallet computes it and knows no pool.
 */
export const poolTraits: readonly Trait[] = [
  submits,
  subscribes,
  takesJobs,
  schemes,
  cryptoNoteSession,
  niceHash,
  algorithms,
  { says: 'logs in to a CryptoNote pool ("method":"login")', literals: ['"method":"login"', '"method": "login"'] },
];
export const poolTraitsOfMiner = 2;

/** In the order in which they are asked: named ones before the unnamed one. */
export const minerFamilies: readonly MinerFamily[] = [
  xmrig,
  xmrStak,
  cgminer, // before gminer, whose name its own ends in
  ...closed,
  cpuminer,
  ethminer,
  monerod,
  unnamed,
  unnamedCryptoNote,
];
