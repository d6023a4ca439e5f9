/**
 * Logs of build services: GitHub Actions, GitLab, Jenkins. Source: codec/ci-log. Each line is an event; what the service
 * prints before it runs it is a command.
 * Does not see: the repository and who began the job, unless the log says so; a line that a job made to look like another.
 */
import { type CiLine, readGithubLine, readGitlabLine, readJenkinsLine } from '../../codec/ci-log/line.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

interface Service {
  readonly product: string;
  readonly service: string;
  readonly read: (line: string) => CiLine | undefined;
}

const github: Service = { product: 'github', service: 'actions', read: readGithubLine };
const gitlab: Service = { product: 'gitlab', service: 'ci', read: readGitlabLine };
const jenkins: Service = { product: 'jenkins', service: 'console', read: readJenkinsLine };

export const ciLog: LogFormat = defineLogFormat({
  id: 'ci-log',
  title: 'Logs of build services: GitHub Actions, GitLab, Jenkins',
  sources: [github, gitlab, jenkins].map(({ product, service }) => ({ product, service })),
  // In GitLab's older logs the time stands where a section begins.
  anchors: [{ text: 'section_start:' }],
  accepts: (head) => serviceOf(head) !== undefined,
  open(beginning) {
    const service = serviceOf(beginning.head) ?? github;
    let section: number | undefined;
    const read = (text: string): LogEvent | undefined => {
      const line = service.read(text);
      if (line === undefined) return undefined;
      if (line.section !== undefined) section = line.ms;
      return eventOf(line, line.ms ?? section, service, text);
    };
    return new LineLog({ id: 'ci-log', tells: ['jobs'] }, { read }, beginning);
  },
});

function serviceOf(head: Uint8Array): Service | undefined {
  const first = head[0] ?? 0;
  // A year, or the byte order mark before it.
  if ((first === 0x32 && head[4] === 0x2d) || first === 0xef)
    if (mostLinesAre(head.subarray(first === 0xef ? 3 : 0), (line) => readGithubLine(line) !== undefined))
      return github;
  if (!mayBegin(first)) return undefined;
  const text = latin1(head.subarray(0, 2048));
  if (/^[^\n]{0,200}Running with gitlab-runner \d/.test(text) || /^[^\n]{0,80}section_start:\d{9,10}:\w/.test(text))
    return gitlab;
  const isJenkins = /^(?:\[[\d:.TZ-]{20,24}\] )?Started by [^\n]{1,200}\n/.test(text);
  return isJenkins && /\[Pipeline\]|Running as SYSTEM|Building (?:remotely )?(?:in|on) |\[EnvInject\]/.test(text)
    ? jenkins
    : undefined;
}

const openers: ReadonlySet<number> = new Set([0x1b, 0x32, 0x52, 0x73, 0x53, 0x5b]);

/** An escape, a year, `Running with`, `section_start`, `Started by`, and the bracket of Jenkins' times. */
function mayBegin(first: number): boolean {
  return openers.has(first);
}

function eventOf(line: CiLine, ms: number | undefined, { product, service }: Service, text: string): LogEvent {
  return {
    source: { product, service },
    ...(ms === undefined ? {} : { time: { ms } }),
    fields: {
      message: line.message,
      ...(line.command === undefined ? {} : { CommandLine: line.command }),
      ...(line.section === undefined ? {} : { section: line.section }),
    },
    text,
  };
}
