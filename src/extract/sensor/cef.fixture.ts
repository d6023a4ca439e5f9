import type { ExtractorFixture } from '../../../tests/fixture.ts';

function log(...lines: string[]): string {
  return `${lines.join('\n')}\n`;
}

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'an alarm that was raised twice',
      input: log(
        'Nov 23 16:00:01 gate CEF:0|Example|IDS|1.0|9000001|COINMINER login to a pool|8|src=192.0.2.10 spt=40000 dst=198.51.100.7 dpt=3333 proto=TCP act=blocked rt=1795451516109 cat=coin-mining',
        'Nov 23 16:00:02 gate CEF:0|Example|IDS|1.0|9000001|COINMINER login to a pool|8|src=192.0.2.10 spt=40001 dst=198.51.100.7 dpt=3333 proto=TCP act=blocked rt=1795451517109 cat=coin-mining',
      ),
      expect: [
        {
          kind: 'sensor-alert',
          value: {
            sensor: 'cef',
            product: 'Example IDS',
            signature: 'COINMINER login to a pool',
            id: '9000001',
            category: 'coin-mining',
            severity: '8',
            client: '192.0.2.10:40000',
            server: '198.51.100.7:3333',
            action: 'blocked',
            times: 2,
            start: '2026-11-23T16:31:56.109Z',
            end: '2026-11-23T16:31:57.109Z',
          },
        },
      ],
    },
    {
      name: 'a firewall’s session with a pool, by its name',
      input: log(
        '<134>1 2026-11-23T16:00:01Z gate fw - - - CEF: 0|Example|Gate|v7|13|traffic:forward close|3|src=192.0.2.10 spt=40000 dst=203.0.113.7 dhost=gulf.moneroocean.stream dpt=10128 proto=6 act=close in=20000 out=91000 FTNTFGTduration=7200',
      ),
      expect: [
        {
          kind: 'flow-cadence',
          value: {
            sensor: 'cef',
            client: '192.0.2.10:40000',
            server: '203.0.113.7:10128',
            transport: 'tcp',
            seconds: 7200,
            bytesUp: 20_000,
            bytesDown: 91_000,
            names: ['gulf.moneroocean.stream'],
          },
        },
      ],
    },
    {
      name: 'a lookup that a firewall blocked',
      input: log(
        'CEF:0|Example|NGFW|7|dns|log|1|src=192.0.2.10 spt=5353 dst=192.0.2.53 dpt=53 proto=UDP app=DNS dhost=pool.supportxmr.com act=block',
      ),
      expect: [
        {
          kind: 'name-lookup',
          value: {
            sensor: 'cef',
            name: 'pool.supportxmr.com',
            client: '192.0.2.10',
            resolver: '192.0.2.53',
            outcome: 'blocked',
          },
        },
      ],
    },
    {
      name: "a request by a program that calls itself a miner's",
      input: log(
        'CEF:0|Example|Proxy|7|web|web access|1|src=192.0.2.10 dst=198.51.100.7 dpt=9332 requestMethod=POST request=http://198.51.100.7:9332/ requestClientApplication=cpuminer/2.5.1 act=allowed',
      ),
      expect: [
        {
          kind: 'http-request',
          value: {
            sensor: 'cef',
            method: 'POST',
            host: '198.51.100.7',
            port: 9332,
            agent: 'cpuminer/2.5.1',
            outcome: 'allowed',
          },
        },
      ],
    },
  ],
  silent: [
    {
      name: 'rules that were updated',
      input: log(
        'CEF:0|Example|IDS|1.0|1|Rules updated: COINMINER 120 new, cryptomining 4 changed|1|src=192.0.2.2 dst=192.0.2.3',
        'CEF:0|Example|IDS|1.0|1|New category: cryptomining|1|msg=nanopool.org and xmrig are now recognised',
      ),
    },
    {
      name: 'an alarm about something else that quotes mining',
      input: log(
        'CEF:0|Example|IDS|1.0|7|SQL injection|9|src=192.0.2.10 dst=198.51.100.7 dpt=80 msg=select xmrig from coinminer',
      ),
    },
    {
      name: 'a short session at a port of pools',
      input: log(
        'CEF:0|Example|Gate|7|13|traffic|3|src=192.0.2.10 dst=198.51.100.9 dpt=3333 proto=6 in=900 out=80 cn1Label=Duration cn1=2',
      ),
    },
  ],
};
