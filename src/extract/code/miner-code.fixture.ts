import type { ExtractorFixture } from '../../../tests/fixture.ts';
import { codeMarks, type MarkId } from '../../intel/mining-code/code-marks.ts';

/** Bytes that open as a Linux program does and hold these strings as compilers leave them. Nothing in them can run. */
function program(...strings: string[]): Uint8Array {
  const header = '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0';
  return new TextEncoder().encode(`${header}${strings.join('\0')}\0`);
}

/** The same, with tables of these hashes behind the strings. */
function programWith(marks: readonly MarkId[], ...strings: string[]): Uint8Array {
  const tables = codeMarks.filter(({ id }) => marks.includes(id)).flatMap(({ patterns }) => patterns.slice(0, 1));
  return Uint8Array.from([...program(...strings), ...tables.flatMap((table) => [...table, 0, 0])]);
}

const cryptoNight: readonly MarkId[] = ['aes', 'keccak', 'blake-256', 'groestl', 'jh', 'skein'];
const xmrigOptions = ['donate-level', 'max-threads-hint', 'tls-fingerprint', 'nicehash', 'keepalived', 'rx/graft'];

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'XMRig by its options',
      kind: 'executable',
      input: program('XMRig/6.26.0', ...xmrigOptions, 'stratum+tcp://', 'donate.v2.xmrig.com'),
      expect: [
        { kind: 'miner-code', value: { family: 'xmrig', version: '6.26.0', purpose: 'miner', form: 'executable' } },
      ],
    },
    {
      name: "a fork of XMRig by its own name, with the fork's version",
      kind: 'executable',
      input: program('XMRigCC 3.4.3', 'XMRig/', ...xmrigOptions),
      expect: [{ kind: 'miner-code', value: { family: 'xmrigCC', version: '3.4.3' } }],
    },
    {
      name: "MoneroOcean's fork",
      kind: 'executable',
      input: program('XMRig 6.21.0-mo1\n built on', ...xmrigOptions),
      expect: [{ kind: 'miner-code', value: { family: 'xmrig', version: '6.21.0-mo1' } }],
    },
    {
      name: "a program's version in UTF-16, as Windows resources have it",
      kind: 'executable',
      input: new Uint8Array([
        ...program(...xmrigOptions),
        ...[...'XMRig/6.20.0'].flatMap((character) => [character.charCodeAt(0), 0]),
      ]),
      expect: [{ kind: 'miner-code', value: { family: 'xmrig', version: '6.20.0' } }],
    },
    {
      name: 'RandomX beside the words of a pool',
      kind: 'executable',
      input: programWith(['randomx-salt', 'randomx-keys', 'aes'], 'keepalived', 'stratum+ssl://'),
      expect: [{ kind: 'miner-code', value: { family: 'unknown', purpose: 'miner' } }],
    },
    {
      name: 'CryptoNight beside the words of a pool',
      kind: 'executable',
      input: programWith(cryptoNight, '{"method":"login"', 'keepalived'),
      expect: [{ kind: 'miner-code', value: { family: 'unknown', purpose: 'miner' } }],
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
      expect: [{ kind: 'miner-code', value: { family: 'cpuminer', version: '2.5.1', purpose: 'miner' } }],
    },
    {
      name: 'a fork of cpuminer',
      kind: 'executable',
      input: program('cpuminer-multi/1.3.7', 'cpuminer', 'mining.submit', 'scantime', 'no-longpoll', 'khash/s'),
      expect: [{ kind: 'miner-code', value: { family: 'cpuminer-multi', version: '1.3.7' } }],
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
      expect: [{ kind: 'miner-code', value: { family: 'lolMiner', version: '1.88', purpose: 'miner' } }],
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
      name: "RandomX's own library",
      kind: 'executable',
      input: programWith(['randomx-salt', 'randomx-keys', 'aes'], 'RandomX', 'argon2'),
    },
    {
      name: 'a wallet, which computes CryptoNight and knows no pool',
      kind: 'executable',
      input: programWith([...cryptoNight, 'curve-25519'], 'start_mining', 'cryptonight'),
    },
    {
      name: 'a library of hashes in a dissector that knows the protocol',
      kind: 'executable',
      input: programWith(['aes', 'keccak', 'skein', 'groestl'], 'mining.subscribe', 'mining.submit', 'stratum+tcp://'),
    },
    {
      name: "XMRig's proxy, which passes work on and computes none",
      kind: 'executable',
      input: program(
        'xmrig-proxy 6.22.0',
        'XMRig/',
        'donate-level',
        'tls-fingerprint',
        'nicehash',
        'keepalived',
        'rx/0',
      ),
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
