import { expect, test } from 'vitest';
import { readControlGroup } from './cgroup.ts';

const id = '3f4d9a2b'.repeat(8);
const pod = 'a1b2c3d4-0000-4000-8000-a1b2c3d4e5f6';

test.each([
  [`0::/system.slice/docker-${id}.scope`, 'docker'],
  [`12:pids:/docker/${id}\n1:name=systemd:/docker/${id}\n0::/docker/${id}`, 'docker'],
  [
    `0::/kubepods.slice/kubepods-burstable.slice/kubepods-pod${pod.replaceAll('-', '_')}.slice/cri-containerd-${id}.scope`,
    'containerd',
  ],
  [`0::/system.slice/containerd.service/kubepods-pod${pod}.slice:cri-containerd:${id}`, 'containerd'],
  [`5:cpu:/kubepods/besteffort/pod${pod}/${id}`, 'kubernetes'],
  [`0::/kubepods.slice/kubepods-pod${pod}.slice/crio-${id}.scope`, 'cri-o'],
  [`0::/machine.slice/libpod-${id}.scope/container`, 'podman'],
  [`0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${id}.scope/container`, 'podman'],
  [`0::/default/${id}`, 'containerd'],
])('the container of %s is of %s', (text, runtime) => {
  expect(readControlGroup(text)).toMatchObject({ container: id, runtime });
});

test('LXC and nspawn name theirs', () => {
  expect(readControlGroup('0::/lxc.payload.web1/system.slice/ssh.service')).toMatchObject({
    container: 'web1',
    runtime: 'lxc',
    unit: 'ssh.service',
  });
  expect(readControlGroup('0::/machine.slice/machine-web1.scope/payload')).toMatchObject({ container: 'web1' });
});

test('the unit is the innermost one', () => {
  const text = '0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-x.service';
  expect(readControlGroup(text)).toEqual({ unit: 'app-x.service', path: text.slice(3) });
  expect(readControlGroup('1:name=systemd:/system.slice/cron.service\n0::/')).toMatchObject({ unit: 'cron.service' });
  expect(readControlGroup('0::/init.scope')).toMatchObject({ unit: 'init.scope' });
});

test('nothing is in no group', () => {
  expect(readControlGroup('')).toEqual({ path: '/' });
  expect(readControlGroup('0::/\n')).toEqual({ path: '/' });
});

test('reads paths with signs that others take for the end of a line', () => {
  expect(readControlGroup('0::/a\u2028b/x.service\n')).toEqual({ path: '/a\u2028b/x.service', unit: 'x.service' });
});

test('a virtual machine is no container', () => {
  expect(readControlGroup('0::/machine.slice/machine-qemu\\x2d1\\x2dweb.scope/libvirt\n').container).toBeUndefined();
});
