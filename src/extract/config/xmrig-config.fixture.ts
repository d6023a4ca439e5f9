import type { ExtractorFixture } from '../../../tests/fixture.ts';
import type { ArtifactKind } from '../../model/artifact.ts';
import type { MiningConfig, Pool } from '../../model/payloads.ts';
import { ether, inBinary, integrated, paymentId, wallet, wide } from './samples.ts';

type Fires = ExtractorFixture['fires'][number];

function fires(
  name: string,
  kind: ArtifactKind,
  input: string | Uint8Array,
  pools: readonly Partial<Pool>[],
  more: Partial<MiningConfig> = {},
): Fires {
  // A fixture states only the fields that matter.
  return { name, kind, input, expect: [{ kind: 'mining-config', value: { ...more, pools: pools as Pool[] } }] };
}

const host = 'xmr.pool.test';

function pool(url: string, user: string, more = ''): string {
  return (
    `{"algo": "rx/0", "coin": null, "url": "${url}", "user": "${user}", "pass": "x", "rig-id": null, ` +
    `"nicehash": false, "keepalive": true, "enabled": true, "tls": true, "daemon": false${more}}`
  );
}

/** In the form of version 6. */
export const whole: string = `{
    "api": { "id": null, "worker-id": null },
    "autosave": true,
    "cpu": { "enabled": true, "huge-pages": true, "max-threads-hint": 75, "rx": [0, 2] },
    "donate-level": 1,
    "pools": [
        ${pool(`${host}:443`, `${wallet}.w1`)}
    ],
    "print-time": 60,
    "randomx": { "init": -1, "mode": "auto", "wrmsr": true },
    "watch": true
}
`;

const first: Partial<Pool> = {
  host,
  port: 443,
  tls: true,
  login: `${wallet}.w1`,
  wallet,
  worker: 'w1',
  password: 'x',
};
const commented = whole
  .replace('"autosave"', '// saves itself\n    /* "pools": [] */ "autosave"')
  .replace('"watch": true', '"watch": true,');

export const fixture: ExtractorFixture = {
  fires: [
    fires('a whole file', 'config', whole, [first], {
      miner: 'xmrig',
      algorithm: 'rx/0',
      donateLevel: 1,
      source: 'json',
    }),
    fires('comments and a trailing comma', 'config', commented, [first], { miner: 'xmrig' }),
    fires(
      'several pools, one switched off',
      'config',
      `{"pools": [${pool('a.test:1', wallet)}, ${pool('b.test:2', 'x').replace('"enabled": true', '"enabled": false')}, ` +
        `${pool('daemon+http://c.test:18081', integrated)}], "donate-level": 0}`,
      [
        { host: 'a.test', port: 1 },
        { scheme: 'daemon+http', host: 'c.test', port: 18081, wallet: integrated, paymentId },
      ],
      { donateLevel: 0 },
    ),
    fires(
      'version 2 with everything at the top',
      'config',
      `{"algo": "cryptonight", "av": 0, "background": true, "donate-level": 5, "max-cpu-usage": 75, "threads": 4,
        "url": "stratum+tcp://${host}:3333", "user": "${wallet}", "pass": "rig7:me@mail.test", "keepalive": true}`,
      [{ scheme: 'stratum+tcp', host, port: 3333, wallet, worker: 'rig7', email: 'me@mail.test' }],
      { miner: 'xmrig', algorithm: 'cryptonight', donateLevel: 5, threads: 4 },
    ),
    fires(
      "version 2's list of threads",
      'config',
      `{"donate-level": 1, "threads": [{"low_power_mode": 1}, {"low_power_mode": 1}], "pools": [${pool('a.test:1', wallet)}]}`,
      [{ host: 'a.test' }],
      { threads: 2 },
    ),
    fires('a program that carries it', 'executable', inBinary(whole), [first], { source: 'binary', miner: 'xmrig' }),
    fires('UTF-16LE', 'data', wide(whole), [first], { miner: 'xmrig' }),
    fires('a string of another language', 'source-code', `const c = ${JSON.stringify(whole)};`, [first]),
    fires('a string within a string', 'script', `x=${JSON.stringify(`y=${JSON.stringify(whole)}`)}`, [first], {
      source: 'script',
    }),
    fires(
      'a script that writes it, with its variables',
      'script',
      `#!/bin/bash\nWALLET=${wallet}\nPOOL="${host}:80"\ncat > /tmp/c.json <<EOF\n` +
        `{ "pools": [ { "url": "$POOL", "user": "\${WALLET}.$(hostname)", "pass": "$PASS" } ], "donate-level": 0 }\nEOF\n`,
      [{ host, port: 80, login: `${wallet}.$(hostname)`, wallet }],
      { source: 'script', donateLevel: 0 },
    ),
    fires(
      'a literal of JavaScript',
      'script',
      `var c = {pools: [{url: '${host}:3333', user: '${wallet}', pass: 'x'}], 'donate-level': 1};`,
      [{ host, port: 3333, wallet, password: 'x' }],
    ),
    fires('only its wallet to be seen by', 'data', `{"url":"${host}:3333","user":"${wallet}","pass":"x"}`, [
      { host, port: 3333, wallet },
    ]),
    fires('a file cut off at its end', 'config', whole.slice(0, whole.indexOf('"pass"')), [{ host, wallet }], {
      damaged: true,
    }),
    fires('a file cut off at its beginning', 'config', whole.slice(whole.indexOf('"coin"')), [{ host, wallet }], {
      damaged: true,
    }),
    fires('a file with a page of zeros in it', 'data', whole.replace('"donate-level": 1,', '\0'.repeat(512)), [first], {
      miner: 'xmrig',
      damaged: true,
    }),
    fires(
      'other names for the same, as loaders and SRBMiner have them',
      'config',
      `{"pools": [{"pool": "${host}:3333", "wallet": "${wallet}", "password": "x", "worker": "w"}]}`,
      [{ host, port: 3333, login: wallet, wallet, worker: 'w', password: 'x' }],
    ),
    fires(
      'a file with quotes, commas and braces lost',
      'config',
      `{"donate-level": 1, "pools": [ {"url": "${host}:3333, \n "user": "${wallet}", "pa\u0001s": "x" "tls": true , {"url": "b.test:2", "user": "${wallet}"`,
      [
        { host, port: 3333, wallet, tls: true },
        { host: 'b.test', port: 2, wallet },
      ],
      { damaged: true },
    ),
    fires(
      "cgminer's configuration",
      'config',
      `{"pools": [{"url": "stratum+tcp://btc.pool.test:3333", "user": "somebody.rig", "pass": "x"}], "api-listen": true}`,
      [{ host: 'btc.pool.test', login: 'somebody.rig', worker: 'rig' }],
      { miner: 'cgminer' },
    ),
    fires(
      "XMRig's own sample, for the detector to tell apart",
      'config',
      `{"donate-level": 1, "pools": [{"url": "donate.v2.xmrig.com:3333", "user": "YOUR_WALLET_ADDRESS", "pass": "x", "rig-id": null}]}`,
      [{ host: 'donate.v2.xmrig.com', login: 'YOUR_WALLET_ADDRESS' }],
    ),
  ],
  silent: [
    { name: "a database's pools", input: '{"pools": [{"url": "db.test:5432", "user": "app", "pass": "secret"}]}' },
    {
      name: 'pools of something on the web',
      input: '{"pools": [{"url": "https://a.test:443/x", "user": "app"}], "rig-id": 1}',
    },
    {
      name: 'servers that share some settings with XMRig',
      input:
        '{"pools": [{"url": "a.test:8443", "user": "app", "tls": true}], "print-time": 60, "retry-pause": 5, "nicehash": 0}'.replace(
          ', "nicehash": 0',
          '',
        ),
    },
    {
      name: "an explorer's API, asked about an account",
      input: `{"url": "https://api.explorer.test/api?module=account", "user": "${ether}", "pass": "x"}`,
    },
    {
      name: 'a page of a service about an account',
      input: `{"pools": [{"url": "https://info.dex.test:443/pool/7", "user": "${ether}", "nicehash": false}]}`,
    },
    { name: 'an empty list', input: '{"pools": [], "donate-level": 1}' },
    { name: 'a schema', input: '{"properties": {"pools": {"type": "array"}, "donate-level": {"type": "number"}}}' },
    {
      name: 'a package file',
      input: '{"name": "x", "keywords": ["nicehash"], "repository": {"url": "git+https://a.test/x.git"}}',
    },
    { name: 'prose', input: 'Set donate-level to 1 and list your "pools" in config.json.', kind: 'document' },
    {
      name: 'a pool that nobody wrote down',
      input: '{"pools": [{"url": "$POOL", "user": "$WALLET"}], "donate-level": 1}',
    },
    {
      name: 'a port that is none',
      input: `{"pools": [{"url": "a.test:99999", "user": "${wallet}"}], "donate-level": 1}`,
    },
    { name: 'nothing but braces', input: `"pools"${'{'.repeat(50_000)}` },
    {
      name: 'a session on the wire',
      input: `{"id":1,"method":"login","params":{"login":"${wallet}","pass":"x"}}`,
      kind: 'stream',
    },
  ],
};
