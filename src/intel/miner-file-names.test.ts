import { describe, expect, it } from 'vitest';
import { minerFileName } from './miner-file-names.ts';

describe("a file's name", () => {
  it.each([
    ['/xmrig/releases/download/v6.21.0/xmrig-6.21.0-linux-static-x64.tar.gz', 'xmrig-6.21.0-linux-static-x64.tar.gz'],
    ['C:\\Users\\Public\\xmrig.exe', 'xmrig.exe'],
    ['SRBMiner-Multi-2-4-1-Linux.tar.xz', 'SRBMiner-Multi-2-4-1-Linux.tar.xz'],
    ['minerd?arch=x86', 'minerd'],
    ['xmrig-6.21', 'xmrig-6.21'],
    ['gminer.exe', 'gminer.exe'],
  ])("is a miner's: %s", (path, name) => {
    expect(minerFileName(path)).toBe(name);
  });

  it.each(['emerging-coinminer.rules', 'xmrig.yar', '/docs/xmrig/index.html', 'xmrigger.exe', 'setup.exe', '/xmrig/'])(
    'is none: %s',
    (path) => {
      expect(minerFileName(path)).toBeUndefined();
    },
  );
});
