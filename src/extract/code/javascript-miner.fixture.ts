import type { ExtractorFixture } from '../../../tests/fixture.ts';

/** The Monero project's own, for donations. */
const donation = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';

/** The words of a browser's miner in a row. They start nothing: there is no code between them. */
const words = [
  'new Worker(blob)',
  'new WebSocket(proxy)',
  'this.job_id',
  'nonce',
  '"submit"',
  'throttle',
  'hashesPerSecond',
  'WebAssembly',
  'navigator.hardwareConcurrency',
];

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'a page that mines for a site key',
      kind: 'page',
      input:
        '<script src="https://coinhive.com/lib/coinhive.min.js"></script><script>' +
        "var miner = new CoinHive.Anonymous('EXAMPLEKEYOFOURS0123456789abcdef', {throttle: 0.3}); miner.start();</script>",
      expect: [
        { kind: 'miner-code', value: { family: 'coinhive', form: 'javascript', purpose: 'miner' } },
        {
          kind: 'mining-config',
          value: {
            miner: 'coinhive',
            pools: [{ host: 'coinhive.com', login: 'EXAMPLEKEYOFOURS0123456789abcdef' }],
            source: 'page',
          },
        },
      ],
    },
    {
      name: 'an element that becomes a miner',
      kind: 'page',
      input: '<div class="coinhive-miner" data-autostart="true" data-key="EXAMPLEKEYOFOURS"></div>',
      expect: [
        { kind: 'miner-code', value: { family: 'coinhive' } },
        { kind: 'mining-config', value: { pools: [{ host: 'coinhive.com', login: 'EXAMPLEKEYOFOURS' }] } },
      ],
    },
    {
      name: 'a page that mines at a pool for a wallet, both in variables',
      kind: 'page',
      input:
        '<script src="script.js"></script><script>server = "wss://proxy.example.com:40725"; var pool = "pool.example.com:80";' +
        `var walletAddress = '${donation}'; startMining(pool, walletAddress, "web", -1, ""); throttleMiner = 20;</script>`,
      expect: [
        { kind: 'miner-code', value: { family: 'webminerpool', form: 'javascript' } },
        {
          kind: 'mining-config',
          value: {
            miner: 'webminerpool',
            source: 'page',
            pools: [
              {
                host: 'pool.example.com',
                port: 80,
                login: donation,
                wallet: donation,
                worker: 'web',
                proxy: 'wss://proxy.example.com:40725',
              },
            ],
          },
        },
      ],
    },
    {
      name: 'an example of such a call, which names nobody',
      kind: 'page',
      input: "new CoinHive.Anonymous('YOUR_SITE_KEY').start()",
      expect: [{ kind: 'mining-config', value: { pools: [{ host: 'coinhive.com', login: 'YOUR_SITE_KEY' }] } }],
    },
    {
      name: "an imitator's call, with a user of the site",
      kind: 'source-code',
      input: 'const m=new window.CRLT.User( "EXAMPLEKEYOFOURS", "visitor");m . start ()',
      expect: [
        { kind: 'miner-code', value: { family: 'crypto-loot' } },
        { kind: 'mining-config', value: { pools: [{ host: 'crypto-loot.com', login: 'EXAMPLEKEYOFOURS' }] } },
      ],
    },
    {
      name: "a miner's own code under no known name",
      kind: 'source-code',
      input: words.join(';\n'),
      expect: [{ kind: 'miner-code', value: { family: 'unknown', form: 'javascript', purpose: 'miner' } }],
    },
  ],
  silent: [
    { name: 'a rule that looks for the call', kind: 'rules', input: '$a = "new CoinHive.Anonymous(\'K\')" start()' },
    { name: 'a miner that nobody starts', kind: 'page', input: "x = new CoinHive.Anonymous('EXAMPLEKEYOFOURS');" },
    {
      name: 'a page that stops others',
      kind: 'source-code',
      input: 'if (window.CoinHive.Anonymous) block(); start();',
    },
    {
      name: "a pool's server",
      kind: 'source-code',
      input: 'job_id nonce "submit" cryptonight hashrate WebSocket( throttle',
    },
    {
      name: 'a build that has jobs',
      kind: 'source-code',
      input: 'job_id; new Worker(x); new WebSocket(y); WebAssembly; throttle; navigator.hardwareConcurrency; nonce',
    },
    {
      name: 'a wallet that tells its node to mine',
      kind: 'source-code',
      input: `await daemon.startMining("${donation}", 1, false, false)`,
    },
    {
      name: 'a game in which one digs',
      kind: 'source-code',
      input: 'this.tile.startMining("left"); startMining(a, b)',
    },
    {
      name: 'an anonymous client of something else',
      kind: 'source-code',
      input: "new Client.Anonymous(); c = new Client.User('somebody'); c.start()",
    },
  ],
};
