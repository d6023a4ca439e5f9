/**
 * Programs that compute what miners compute, or as hard, and are none: hash libraries, wallets, password crackers,
 * codecs, parsers. None of them may come out above a mention; what truly can mine comes out at `capability` and no
 * higher. Runs on what is installed here, and says in its name what is not.
 */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scan } from '../src/engine/node/scan.ts';
import type { Report } from '../src/model/report.ts';

/** Packages of this project's own, which are always here. */
const packages = ['node_modules/hash-wasm', 'node_modules/argon2-browser', 'node_modules/7z-wasm'];

/** Debian's; the package is named where the path does not tell. */
const programs = [
  '/usr/bin/monero-wallet-cli',
  '/usr/bin/monero-wallet-rpc',
  '/usr/lib/x86_64-linux-gnu/librandomx.so.0.0.0', // librandomx0
  '/usr/bin/hashcat',
  '/usr/sbin/john',
  '/usr/bin/boinc',
  '/usr/bin/ffmpeg',
  '/usr/bin/stress-ng',
  '/usr/bin/git',
  '/usr/bin/openssl',
  '/usr/lib/x86_64-linux-gnu/libcrypto.so.3', // libssl3
  '/usr/bin/ndpiReader', // libndpi-bin
];

const minute = { timeout: 60_000 };

/** What was claimed beyond a mention, in words, so that a failure names it. */
function claims({ findings }: Report): string[] {
  return findings.filter(({ stage }) => stage !== 'mention').map(({ stage, title }) => `${stage}: ${title}`);
}

function note(path: string): string {
  return existsSync(path) ? path : `${path} (skipped: not installed)`;
}

describe('innocent company', () => {
  for (const path of [...packages, ...programs])
    it.skipIf(!existsSync(path))(`${note(path)} is no miner`, minute, async () => {
      expect(claims(await scan([path]))).toEqual([]);
    });

  const node = '/usr/bin/monerod';
  it.skipIf(!existsSync(node))(`${note(node)} can mine when told to, and no more is said`, minute, async () => {
    expect(claims(await scan([node]))).toEqual(["capability: A coin's node that can mine when told to: monerod"]);
  });
});
