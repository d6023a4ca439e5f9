import type { ExtractorFixture } from '../../../tests/fixture.ts';
import { inBinary, integrated, paymentId, wallet, wide } from './samples.ts';

const host = 'xmr.pool.test';

function pool(address: string, login: string): string {
  return (
    `\t{"pool_address" : "${address}", "wallet_address" : "${login}", "rig_id" : "r7", "pool_password" : "x", ` +
    `"use_nicehash" : false, "use_tls" : true, "tls_fingerprint" : "", "pool_weight" : 1 },\n`
  );
}

const comment = `/*
 * pool_address    - where the pool is, as "pool_address" : "pool.name:port"
 * wallet_address  - yours
 */
`;
const whole = `${comment}"pool_list" :\n[\n${pool(`${host}:5555`, `${wallet}.w`)}],\n\n"currency" : "monero",\n`;

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'pools.txt',
      kind: 'config',
      input: whole,
      expect: [
        {
          kind: 'mining-config',
          value: {
            miner: 'xmr-stak',
            coin: 'monero',
            pools: [
              { host, port: 5555, tls: true, login: `${wallet}.w`, wallet, worker: 'w', password: 'x', rigId: 'r7' },
            ],
            source: 'json',
          },
        },
      ],
    },
    {
      name: 'two pools and an algorithm for a currency',
      kind: 'config',
      input: `"pool_list" : [\n${pool('a.test:1', wallet)}${pool('b.test:2', integrated)}],\n"currency" : "cryptonight_v7",\n`,
      expect: [
        {
          kind: 'mining-config',
          value: {
            algorithm: 'cryptonight_v7',
            pools: [
              { host: 'a.test', port: 1, tls: true, login: wallet, wallet, password: 'x', rigId: 'r7' },
              {
                host: 'b.test',
                port: 2,
                tls: true,
                login: integrated,
                wallet: integrated,
                paymentId,
                password: 'x',
                rigId: 'r7',
              },
            ],
          },
        },
      ],
    },
    {
      name: "an older version's config.txt",
      kind: 'config',
      input: `"cpu_thread_num" : 2,\n"use_tls" : false,\n"pool_address" : "${host}:3333",\n"wallet_address" : "${wallet}",\n"pool_password" : "",\n`,
      expect: [{ kind: 'mining-config', value: { pools: [{ host, port: 3333, login: wallet, wallet }] } }],
    },
    {
      name: 'a program that carries it',
      kind: 'executable',
      input: inBinary(whole),
      expect: [{ kind: 'mining-config', value: { source: 'binary' } }],
    },
    { name: 'UTF-16LE', input: wide(whole), expect: [{ kind: 'mining-config', value: { coin: 'monero' } }] },
    {
      name: 'the template, for the detector to tell apart',
      kind: 'config',
      input: whole.replace(`${wallet}.w`, ''),
      expect: [
        { kind: 'mining-config', value: { pools: [{ host, port: 5555, tls: true, password: 'x', rigId: 'r7' }] } },
      ],
    },
  ],
  silent: [
    { name: 'a pool at nobody knows which host', input: '"pool_address" : "", "wallet_address" : "x"' },
    { name: 'a pool of something else', input: '{"pool_address": "10.0.0.0:80", "size": 8}' },
    { name: 'a comment alone', input: comment, kind: 'text' },
    { name: 'code that reads it', input: 'const char* k[] = {"pool_address", "wallet_address"};', kind: 'source-code' },
  ],
};
