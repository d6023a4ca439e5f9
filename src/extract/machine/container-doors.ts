/**
 * Doors that were left open to those who start containers: Docker's API on the network without certificates, and a
 * kubelet that asks nobody who they are. It is the way in of most miners in containers.
 * Source: https://docs.docker.com/reference/cli/dockerd/ (`hosts`, `-H`, `tlsverify`);
 * https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/.
 * Does not see: firewalls before it, and daemons that were started by hand.
 */
import { flagAt, jsonOf, textAt, textsAt } from '../../codec/container-state/facts.ts';
import { readBlockYaml } from '../../codec/kubernetes-objects/block-yaml.ts';
import type { MachineSetting } from '../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';

type Door = Told<'machine-setting'>;

const units = ['/etc/systemd/system', '/run/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'];

export const containerDoors: Probe<'machine-setting'> = defineProbe({
  id: 'container-doors',
  title: 'APIs of container runtimes that are open to the network',
  emits: ['machine-setting'],
  platform: 'linux',
  *probe(machine) {
    yield* daemonFile(machine);
    for (const path of commandFiles(machine)) yield* commandLines(machine, path);
    yield* kubelet(machine);
  },
});

function* daemonFile({ tree }: Machine): Iterable<Door> {
  const path = '/etc/docker/daemon.json';
  const read = tree.read(path);
  const daemon = read && jsonOf(read.bytes);
  if (daemon === undefined || flagAt(daemon, 'tlsverify') === true) return;
  const open = textsAt(daemon, 'hosts').find(isOpen);
  if (open !== undefined) yield { kind: 'machine-setting', value: dockerDoor(open), path };
}

/** Where a command of dockerd may be written. */
function commandFiles({ tree }: Machine): readonly string[] {
  const found = units.flatMap((folder) => {
    const dropIns = `${folder}/docker.service.d`;
    return [`${folder}/docker.service`, ...tree.list(dropIns).map(({ name }) => `${dropIns}/${name}`)];
  });
  const all = [...found, '/etc/default/docker', '/etc/sysconfig/docker', '/etc/conf.d/docker'];
  // /lib is often a link to /usr/lib.
  return [...new Map(all.map((path) => [tree.real(path) ?? '', path]))]
    .filter(([real]) => real !== '')
    .map(([, path]) => path);
}

function* commandLines({ tree }: Machine, path: string): Iterable<Door> {
  const lines = (tree.text(path) ?? '').replace(/\\\n/g, ' ').split('\n');
  for (const line of lines) {
    if (!/^\s*(?:ExecStart|Environment|export\s|[A-Z_]{3,32})/.test(line) || line.includes('--tlsverify')) continue;
    const open = line
      .split(/[\s"'=]+/)
      .map((word) => word.replace(/^-H/, ''))
      .find(isOpen);
    if (open !== undefined) yield { kind: 'machine-setting', value: dockerDoor(open), path };
  }
}

function isOpen(host: string): boolean {
  return /^tcp:\/\//.test(host) && !/^tcp:\/\/(?:127\.|localhost|\[::1\]|\$)/.test(host);
}

function dockerDoor(host: string): MachineSetting {
  return {
    setting: 'docker hosts',
    value: host.slice(0, 256),
    usual: 'unix:///var/run/docker.sock, or with tlsverify',
    says: 'whoever reaches this port may start containers, and through them do anything on the machine',
    why: ['open-door'],
  };
}

function* kubelet({ tree }: Machine): Iterable<Door> {
  const path = '/var/lib/kubelet/config.yaml';
  const [config] = readBlockYaml(tree.text(path) ?? '').documents;
  if (flagAt(config, 'authentication', 'anonymous', 'enabled') !== true) return;
  if (textAt(config, 'authorization', 'mode') !== 'AlwaysAllow') return;
  const value: MachineSetting = {
    setting: 'kubelet authentication',
    value: 'anonymous, AlwaysAllow',
    usual: 'anonymous: false, authorization Webhook',
    says: 'whoever reaches port 10250 may run commands in every container of this node',
    why: ['open-door'],
  };
  yield { kind: 'machine-setting', value, path };
}
