/** Mining code from a file to a finding: what holds no word to wake on is looked at all the same. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scan } from '../src/engine/node/scan.ts';
import { fixture } from '../src/extract/code/webassembly-miner.fixture.ts';
import { temporaryFolder } from './temporary-folder.ts';

const found = fixture.fires.find(({ name }) => name === 'CryptoNight whose names were taken out');
const module = Uint8Array.from(typeof found?.input === 'string' ? [] : (found?.input ?? []));

async function titles(name: string, content: Uint8Array | string): Promise<string[]> {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  const { findings } = await scan([path]);
  return findings.filter(({ stage }) => stage !== 'mention').map(({ stage, title }) => `${stage}: ${title}`);
}

const claim = 'capability: WebAssembly that computes CryptoNight, a hash that is mined';

describe('a module without a name in it', () => {
  it('is found, whatever the file is called', async () => {
    expect(await titles('font.woff2', module)).toEqual([claim]);
  });
  it('is found where it is too large to share a scan with other files', async () => {
    const custom = [0, 0xff, 0xff, 0x3f, 1, 0x78]; // a custom section `x` of 1 MiB behind everything else
    const large = new Uint8Array(module.length + 4 + 0xfffff);
    large.set(module);
    large.set(custom, module.length);
    expect(await titles('large.bin', large)).toEqual([claim]);
  });
  it('is found in base64 within a script', async () => {
    const script = `const code = "${Buffer.from(module).toString('base64')}";\nload(code);\n`;
    expect(await titles('script.js', script)).toEqual([claim]);
  });
});

describe('a page that calls a miner', () => {
  it('is set up to mine for whoever owns its key', async () => {
    const call = "var m = new CoinHive.Anonymous('Kx0aB3dE5gH7iJ9kL1mN3oP5qR7sT9uV'); m.start();";
    expect(await titles('index.html', `<!doctype html><html><body><script>${call}</script></body></html>`)).toEqual([
      'configured: coinhive is set to mine at coinhive.com for the account Kx0aB3dE5gH7iJ9kL1mN3oP5qR7sT9uV',
      'capability: JavaScript that mines in browsers: coinhive',
    ]);
  });
});
