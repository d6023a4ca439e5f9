import type { Expected, ExtractorFixture } from '../../../tests/fixture.ts';
import type { ArtifactKind } from '../../model/artifact.ts';
import { cleaner, monitor } from './samples.ts';

type Fires = ExtractorFixture['fires'][number];

function does(input: string, expected: Expected | readonly Expected[], kind: ArtifactKind = 'script'): Fires {
  const expect: readonly Expected[] = [expected].flat();
  return { name: input, kind, input, expect };
}

const persistence = (mechanism: string, place?: string, starts?: string): Expected => ({
  kind: 'persistence',
  // A fixture states only the fields that matter; a wrong mechanism fails the test.
  value: { mechanism, ...(place && { place }), ...(starts && { starts }) } as Expected<'persistence'>['value'],
});
const off = (what: string): Expected => ({ kind: 'defence-off', value: { what } });
const wiped = (target: string): Expected => ({ kind: 'trace-wipe', value: { target } });

const onUnix: Fires[] = [
  does('(crontab -l; echo "*/5 * * * * /tmp/a") | crontab -\n', persistence('cron', 'crontab', '/tmp/a')),
  does('echo "* * * * * root /tmp/a" > /etc/cron.d/a\n', persistence('cron', '/etc/cron.d/a', '/tmp/a')),
  does('@reboot /opt/a --b\n', persistence('cron', undefined, '/opt/a --b'), 'config'),
  does('cat > /etc/systemd/system/a.service <<EOT\n[Service]\nExecStart=/opt/a -c b\nEOT\nsystemctl enable --now a\n', [
    persistence('systemd', '/etc/systemd/system/a.service', '/opt/a -c b'),
    persistence('systemd', 'a'),
  ]),
  does('[Service]\nExecStart=/opt/a -c b\n', persistence('systemd', undefined, '/opt/a -c b'), 'config'),
  does('cp a /etc/init.d/a\nupdate-rc.d a defaults\n', [
    persistence('rc-script', '/etc/init.d/a'),
    persistence('rc-script', 'a'),
  ]),
  does('echo "/opt/a &" >> ~/.bashrc\n', persistence('shell-profile', '~/.bashrc', '/opt/a &')),
  does('P=/etc/ld.so.preload\necho /usr/lib/x.so | sudo tee -a $P\n', persistence('ld-preload', '/etc/ld.so.preload')),
  does('echo "$KEY" >> /root/.ssh/authorized_keys\n', persistence('ssh-key', '/root/.ssh/authorized_keys')),
  does('useradd -m -s /bin/bash helper\n', persistence('account', 'helper')),
  does('insmod /tmp/a.ko\n', persistence('kernel-module', '/tmp/a.ko')),
  does('docker run -d --restart=always --name a img\n', persistence('container', 'a')),
  does('RUN systemctl enable a\n', persistence('systemd', 'a'), 'config'),
  does("os.system('systemctl enable a')\n", persistence('systemd', 'a'), 'source-code'),
  does("subprocess.run(['chattr', '+i', '/opt/a'])\n", {
    kind: 'hiding',
    value: { how: 'immutable', target: '/opt/a' },
  }),
  does('setenforce 0\n', off('SELinux')),
  does('systemctl stop firewalld && service apparmor stop\n', [off('the firewall'), off('AppArmor')]),
  does('/usr/local/qcloud/YunJing/uninst.sh\npkill -9 AliYunDun\n', [off('Alibaba Cloud’s security agent')]),
  does('iptables -F\n', off('the firewall')),
  does('cat /dev/null > /var/log/wtmp\nunset HISTFILE\nhistory -c\nrm -f $0\n', [
    wiped('/var/log/wtmp'),
    wiped('the shell history'),
    wiped('the shell history'),
    wiped('the script itself'),
  ]),
  does('masscan 10.0.0.0/8 -p6379 --rate 9999\n', { kind: 'spread', value: { how: 'scan', tool: 'masscan' } }),
  does('docker -H tcp://$ip:2375 run -d img\n', { kind: 'spread', value: { how: 'container-api' } }),
  does('curl -s http://169.254.169.254/latest/meta-data/iam/\n', [
    { kind: 'credential-access', value: { what: 'cloud-credentials' } },
    { kind: 'download', value: { url: 'http://169.254.169.254/latest/meta-data/iam/' } },
  ]),
  does('cat ~/.ssh/id_rsa\n', { kind: 'credential-access', value: { what: 'ssh-key', place: '~/.ssh/id_rsa' } }),
  does('mv /tmp/a /tmp/kworker\nmount --bind /mnt /proc/$P\nexec -a sshd ./a\n', [
    { kind: 'hiding', value: { how: 'system-name', target: '/tmp/kworker' } },
    { kind: 'hiding', value: { how: 'process-list', target: '/proc/$P' } },
    { kind: 'hiding', value: { how: 'process-name', target: 'sshd' } },
  ]),
  does('echo 128 > /proc/sys/vm/nr_hugepages; modprobe msr\n', [
    { kind: 'host-tuning', value: { what: 'large pages of memory' } },
    { kind: 'host-tuning', value: { what: 'registers of the processor' } },
  ]),
  does(`cat <<EOT > /opt/config.json\n{ "pools": [] }\nEOT\n`, {
    kind: 'config-write',
    value: { path: '/opt/config.json' },
  }),
];

const onWindows: Fires[] = [
  does('schtasks /create /tn "Update" /tr "C:\\a\\b.exe" /sc minute /f\r\n', [
    persistence('scheduled-task', 'Update', 'C:\\a\\b.exe'),
  ]),
  does('sc create Upd binPath= "C:\\a\\b.exe" start= auto\r\n', persistence('service', 'Upd')),
  does('reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v Upd /d "C:\\a.exe" /f\r\n', [
    persistence('run-key', 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\Upd', 'C:\\a.exe'),
  ]),
  does('Set-ItemProperty -Path "HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run" -Name a -Value b.exe\n', [
    persistence('run-key', 'HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\a', 'b.exe'),
  ]),
  does('Set-WmiInstance -Class __EventFilter -Namespace root\\subscription\n', persistence('wmi-subscription')),
  does('Set-MpPreference -DisableRealtimeMonitoring $true\n', off('Microsoft Defender')),
  does('Add-MpPreference -ExclusionPath C:\\a\n', off('Microsoft Defender for some places')),
  does('netsh advfirewall set allprofiles state off\r\n', off('the firewall')),
  does('wevtutil cl Security\r\n', wiped('event log Security')),
  does('attrib +h +s C:\\a\\b.exe\r\n', { kind: 'hiding', value: { how: 'hidden-file', target: 'C:\\a\\b.exe' } }),
  does('powercfg /x -standby-timeout-ac 0\r\n', { kind: 'host-tuning', value: {} }),
];

export const fixture: ExtractorFixture = {
  fires: [...onUnix, ...onWindows],
  silent: [
    { name: 'a monitor that tells somebody', kind: 'script', input: monitor },
    { name: 'a cleaner, which makes nothing start', kind: 'script', input: cleaner },
    { name: 'a list of jobs that is only read', kind: 'script', input: 'crontab -l\ncrontab -r\n' },
    { name: 'a service that is restarted', kind: 'script', input: 'systemctl restart nginx\nsystemctl status ufw\n' },
    { name: 'a log that is written to', kind: 'script', input: 'echo done >> /var/log/backup.log\n' },
    { name: 'a backup that logs in', kind: 'script', input: 'ssh backup@host.example.com tar c /srv > /srv/b.tar\n' },
    { name: 'a firewall that is set up', kind: 'script', input: 'ufw enable\niptables -A INPUT -p tcp -j ACCEPT\n' },
    { name: 'commands that are quoted', kind: 'script', input: 'echo "use setenforce 0 to test"\n# setenforce 0\n' },
    { name: 'a list of accounts that is read', kind: 'script', input: 'grep -c bash /etc/passwd\n' },
    { name: 'an article', kind: 'document', input: 'setenforce 0\n' },
  ],
};
