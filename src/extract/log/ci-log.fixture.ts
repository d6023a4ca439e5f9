import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:00:00.000Z';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'GitHub Actions',
      file: '3_Run npm ci.txt',
      input:
        '\ufeff2026-11-23T16:00:00.0001234Z ##[group]Run npm ci\n2026-11-23T16:00:00.0001234Z \u001b[36;1mnpm ci\u001b[0m\n2026-11-23T16:00:00.0001234Z ##[endgroup]\n2026-11-23T16:00:00.0001234Z [command]/usr/bin/git version\n2026-11-23T16:00:00.0001234Z \u001b[31mnpm error\u001b[0m x\n',
      expect: [
        { source: { product: 'github', service: 'actions' }, time, fields: { CommandLine: 'npm ci' } },
        { fields: { CommandLine: 'npm ci' } },
        { fields: { message: '##[endgroup]', CommandLine: undefined } },
        { fields: { CommandLine: '/usr/bin/git version' } },
        { fields: { message: 'npm error x', CommandLine: undefined } },
      ],
    },
    {
      name: 'GitLab, with sections',
      input:
        '\u001b[0KRunning with gitlab-runner 17.0.0 (44feccdf)\u001b[0;m\nsection_start:1795449600:step_script\r\u001b[0K\u001b[0K\u001b[36;1mExecuting "step_script" stage\u001b[0;m\n\u001b[32;1m$ curl http://example.com/x.sh | sh\u001b[0;m\n',
      expect: [
        { source: { product: 'gitlab', service: 'ci' } },
        { time, fields: { section: 'step_script', message: 'Executing "step_script" stage' } },
        { time, fields: { CommandLine: 'curl http://example.com/x.sh | sh' } },
      ],
    },
    {
      name: 'GitLab, with a time on each line',
      input:
        '2026-11-23T16:00:00.000000Z 00O \u001b[0KRunning with gitlab-runner 17.0.0\n2026-11-23T16:00:00.000000Z 01O \u001b[32;1m$ make\u001b[0;m\n',
      expect: [{ time }, { time, fields: { CommandLine: 'make' } }],
    },
    {
      name: 'Jenkins',
      input:
        'Started by user admin\nRunning as SYSTEM\nBuilding in workspace /w\n[w] $ /bin/sh -xe /tmp/jenkins1.sh\n+ id\nuid=0\n',
      expect: [
        { source: { product: 'jenkins', service: 'console' }, fields: { message: 'Started by user admin' } },
        {},
        {},
        { fields: { CommandLine: '/bin/sh -xe /tmp/jenkins1.sh' } },
        { fields: { CommandLine: 'id' } },
        { fields: { message: 'uid=0', CommandLine: undefined } },
      ],
    },
  ],
  silent: [
    { name: 'a diary', input: 'Started by reading a book\nThen another.\n' },
    { name: 'system logs', input: '2026-11-23T16:00:00.000000+00:00 box a[1]: b\n' },
    { name: 'a container’s log', input: '2026-11-23T16:00:00.123456789Z stdout F a\n' },
    { name: 'a GitLab recipe', input: 'stages: [build]\nbuild:\n  script:\n    - make\n' },
  ],
};
