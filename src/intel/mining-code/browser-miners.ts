/**
 * Mining in browsers: the services that a page calls with its owner's key, and the traits of the code behind them.
 * A site key is an account at its service, as a wallet is one at a pool; the service knew whom it paid.
 */
import { noCoin, type Provenance } from '../provenance.ts';

/** A service, by the object that its script puts on a page. */
export interface BrowserService extends Provenance {
  readonly family: string;
  readonly object: string;
  /** Where the key is an account; absent for scripts that anyone sets up on a server of their own. */
  readonly host?: string;
  /** What its keys look like, where the object's name alone would say too little. */
  readonly key?: RegExp;
}

const coinhiveManual: Provenance = {
  source:
    'Coinhive, JavaScript API, as archived: https://web.archive.org/web/2018/https://coinhive.com/documentation/miner',
  asOf: '2018-01-01',
};
const deepMinerManual: Provenance = { source: 'deepMiner: https://github.com/deepwn/deepMiner', asOf: '2018-03-01' };

export const browserServices: readonly BrowserService[] = [
  { family: 'coinhive', object: 'CoinHive', host: 'coinhive.com', ...coinhiveManual },
  { family: 'crypto-loot', object: 'CryptoLoot', host: 'crypto-loot.com', ...noCoin },
  { family: 'crypto-loot', object: 'CRLT', host: 'crypto-loot.com', ...noCoin },
  { family: 'coinimp', object: 'CoinImp', host: 'coinimp.com', ...noCoin },
  { family: 'coinimp', object: 'Client', host: 'coinimp.com', key: /^[0-9a-f]{64}$/, ...noCoin },
  { family: 'webminepool', object: 'WMP', host: 'webminepool.com', ...noCoin },
  { family: 'deepminer', object: 'deepMiner', ...deepMinerManual },
];

/** How such an object is made: for nobody in particular, for a user of the site, for a count of hashes. */
export const minerKinds: readonly string[] = ['Anonymous', 'User', 'Token'];

export interface ScriptTrait {
  readonly says: string;
  readonly literals: readonly string[];
}

/** What makes code a browser's at all: it runs aside, and talks. */
export const browserMachinery: readonly ScriptTrait[] = [
  { says: 'starts workers, which compute aside', literals: ['Worker('] },
  { says: 'talks through a WebSocket', literals: ['WebSocket('] },
];

/** A pool's work, in the words of its protocol. */
export const poolWork: readonly ScriptTrait[] = [
  { says: 'takes jobs from a pool (job_id)', literals: ['job_id'] },
  { says: 'searches a nonce', literals: ['nonce'] },
  { says: 'hands in results (submit, solved)', literals: ['"submit"', "'submit'", '`submit`', '"solved"', "'solved'"] },
];

/** What else such code does; a few of these, beside all the others, make it a miner. */
export const browserTraits: readonly ScriptTrait[] = [
  {
    says: 'names a hash of mining',
    literals: ['cryptonight', 'CryptoNight', 'CRYPTONIGHT', 'hash_cn', 'akki_hash', 'randomx', 'RandomX', 'yespower'],
  },
  { says: 'runs WebAssembly or asm.js', literals: ['WebAssembly', '"use asm"', "'use asm'"] },
  {
    says: 'counts its hashes',
    literals: [
      'hashesPerSecond',
      'HashesPerSecond',
      'hashes_per_second',
      'totalHashes',
      'TotalHashes',
      'acceptedHashes',
      'AcceptedHashes',
      'hashrate',
      'hashRate',
    ],
  },
  { says: 'holds itself back, to stay unseen or bearable (throttle)', literals: ['throttle'] },
  { says: 'works for a site key', literals: ['site_key', 'siteKey', 'sitekey'] },
  { says: 'asks how many processors there are', literals: ['hardwareConcurrency'] },
];

export const traitsOfBrowserMiner = 3;

/** Literals that are rare enough to wake on. */
export const browserAnchors: readonly string[] = ['job_id', 'hashesPerSecond', 'HashesPerSecond', 'hashes_per_second'];
