import type { ExtractorFixture } from '../../../tests/fixture.ts';

/** Bytes that open as a Linux program does and hold these strings as compilers leave them. Nothing in them can run. */
function program(...strings: string[]): Uint8Array {
  const header = '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0';
  return new TextEncoder().encode(`${header}${strings.join('\0')}\0`);
}

const xmrigOptions = ['donate-level', 'max-threads-hint', 'tls-fingerprint', 'nicehash', 'keepalived', 'rx/graft'];

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'XMRig by its options',
      kind: 'executable',
      input: program('XMRig/6.26.0', ...xmrigOptions, 'stratum+tcp://', 'donate.v2.xmrig.com'),
      expect: [{ kind: 'miner-code', value: { family: 'xmrig', purpose: 'miner', form: 'executable' } }],
    },
    {
      name: 'XMRig whose own name was taken out',
      kind: 'executable',
      input: program(...xmrigOptions),
      expect: [{ kind: 'miner-code', value: { family: 'xmrig', purpose: 'miner' } }],
    },
    {
      name: 'xmr-stak by the keys of its configuration',
      kind: 'executable',
      input: program('pool_address', 'wallet_address', 'low_power_mode', 'h_print_time', 'use_nicehash'),
      expect: [{ kind: 'miner-code', value: { family: 'xmr-stak', purpose: 'miner' } }],
    },
    {
      name: 'cpuminer',
      kind: 'executable',
      input: program('cpuminer 2.5.1', 'mining.subscribe', 'mining.submit', 'scantime', 'no-longpoll', 'khash/s'),
      expect: [{ kind: 'miner-code', value: { family: 'cpuminer', purpose: 'miner' } }],
    },
    {
      name: 'cgminer',
      kind: 'executable',
      input: program('cgminer 4.9', 'mining.submit', 'mining.notify', 'gpu-engine', 'api-allow', 'failover-only'),
      expect: [{ kind: 'miner-code', value: { family: 'cgminer', purpose: 'miner' } }],
    },
    {
      name: 'ethminer',
      kind: 'executable',
      input: program('ethminer', 'eth_getWork', 'eth_submitLogin', 'cuda-grid-size', 'stratum+ssl://'),
      expect: [{ kind: 'miner-code', value: { family: 'ethminer', purpose: 'miner' } }],
    },
    {
      name: 'a closed miner by its name and the protocol beside it',
      kind: 'executable',
      input: program('lolMiner 1.88', 'mining.subscribe', 'mining.submit', 'stratum+tcp://', 'Ethash'),
      expect: [{ kind: 'miner-code', value: { family: 'lolMiner', purpose: 'miner' } }],
    },
    {
      name: 'a miner under no known name',
      kind: 'executable',
      input: program('mining.subscribe', 'mining.notify', 'mining.submit', 'stratum+tcp://', 'kawpow', 'Hashrate'),
      expect: [{ kind: 'miner-code', value: { family: 'unknown', purpose: 'miner' } }],
    },
    {
      name: 'a miner under no known name that talks to CryptoNote pools',
      kind: 'executable',
      input: program('{"method":"login"', '{"method":"submit"', 'cryptonight', 'hashrate'),
      expect: [{ kind: 'miner-code', value: { family: 'unknown', purpose: 'miner' } }],
    },
    {
      name: 'a miner whose strings run into each other, as Go lays them',
      kind: 'executable',
      input: program('donate-levelmax-threads-hinttls-fingerprintnicehashkeepalivedrx/graft'),
      expect: [{ kind: 'miner-code', value: { family: 'xmrig' } }],
    },
    {
      name: 'a Monero node, which mines when told to and talks to no pool',
      kind: 'executable',
      input: program('/start_mining', '/stop_mining', '/mining_status', 'on_getblocktemplate', 'on_submitblock'),
      expect: [{ kind: 'miner-code', value: { family: 'monerod', purpose: 'node-that-can-mine' } }],
    },
  ],
  silent: [
    {
      name: 'a network dissector that knows the protocol and no work',
      kind: 'executable',
      input: program('mining.subscribe', 'mining.authorize', 'mining.submit', 'mining.notify', 'stratum+tcp://'),
    },
    {
      name: 'a proxy: pools, accounts and NiceHash, but no hashing',
      kind: 'executable',
      input: program('XMRig/', 'donate-level', 'tls-fingerprint', 'nicehash', 'keepalived', 'rx/graft', 'cn-pico'),
    },
    {
      name: 'a scanner that looks for miners by name',
      kind: 'executable',
      input: program('xmrig', 'xmr-stak', 'cpuminer', 'ccminer', 'lolMiner', 'stratum+tcp://', 'donate.v2.xmrig.com'),
    },
    {
      name: 'a wallet, which tells a node to mine',
      kind: 'executable',
      input: program('start_mining', 'stop_mining', 'RandomX', 'cryptonight'),
    },
    {
      name: 'an Ethereum node, which others ask for work',
      kind: 'executable',
      input: program('eth_getWork', 'eth_submitWork', 'eth_submitHashrate', 'eth_hashrate', 'Ethash'),
    },
    { name: 'a hash library', kind: 'executable', input: program('RandomX', 'cryptonight', 'argon2', 'keccak') },
    { name: 'an article that lists the options', kind: 'document', input: xmrigOptions.join(', ') },
  ],
};
