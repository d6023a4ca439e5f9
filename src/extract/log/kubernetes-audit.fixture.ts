import type { LogFormatFixture } from '../../../tests/fixture.ts';

const event = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'RequestResponse',
  auditID: '6b2e',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/namespaces/default/pods',
  verb: 'create',
  user: { username: 'system:anonymous', groups: ['system:unauthenticated'] },
  sourceIPs: ['203.0.113.9'],
  userAgent: 'curl/8.0',
  objectRef: { resource: 'pods', namespace: 'default', name: 'x', apiVersion: 'v1' },
  responseStatus: { metadata: {}, code: 201 },
  requestObject: {
    spec: {
      containers: [
        {
          name: 'a',
          image: 'example.com/a:1',
          command: ['sh', '-c', 'id'],
          securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } },
        },
        { name: 'b', image: 'example.com/b:1' },
      ],
      volumes: [{ name: 'root', hostPath: { path: '/' } }],
    },
  },
  requestReceivedTimestamp: '2026-11-23T16:00:00.123456Z',
};

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'a pod that is made, with its containers',
      input: `${JSON.stringify(event)}\n{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"get"}\n{"kind":"Event","cut`,
      expect: [
        {
          source: { product: 'kubernetes', category: 'application', service: 'audit' },
          time: '2026-11-23T16:00:00.123Z',
          fields: {
            verb: 'create',
            'objectRef.resource': 'pods',
            'user.username': 'system:anonymous',
            'user.groups': ['system:unauthenticated'],
            sourceIPs: ['203.0.113.9'],
            'responseStatus.code': 201,
            'requestObject.spec.containers.image': ['example.com/a:1', 'example.com/b:1'],
            image: ['example.com/a:1', 'example.com/b:1'],
            command: ['sh', '-c', 'id'],
            hostPath: ['/'],
            privileged: [true],
            capabilities: ['{"add":["SYS_ADMIN"]}'],
          },
        },
        { fields: { verb: 'get' } },
      ],
    },
  ],
  silent: [
    { name: 'an event of the cluster', input: '{"kind":"Event","apiVersion":"v1","reason":"Pulled"}\n' },
    { name: 'a policy', input: '{"kind":"Policy","apiVersion":"audit.k8s.io/v1","rules":[]}\n' },
    { name: 'a policy in YAML', input: 'apiVersion: audit.k8s.io/v1\nkind: Policy\n' },
    { name: 'an event of Suricata', input: '{"timestamp":"2026-11-23T16:00:00+0000","event_type":"alert"}\n' },
  ],
};
