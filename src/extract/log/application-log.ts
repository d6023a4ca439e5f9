/**
 * Logs of applications that write a time and a level. Source: codec/application-log.
 * Does not see: a log without levels; one that begins with many lines of something else and is not called `.log`.
 */
import {
  type ApplicationLogContext,
  beginsApplicationRecord,
  longestBeginning,
  mayBeginRecord,
  readApplicationRecord,
} from '../../codec/application-log/read.ts';
import { writerOf } from '../../codec/application-log/writer.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { GuessedYear } from '../../codec/log-lines/guessed-year.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { dockerDaemon } from './docker-daemon.ts';
import { LineLog } from './line-log.ts';

/** Lines at a log's beginning that may be a banner. */
const longestBanner = 24;
const namedLog = /\.(?:log|out|err)(?:[.-]|$)/;

export const applicationLog: LogFormat = defineLogFormat({
  id: 'application-log',
  title:
    'Logs of applications: Tomcat, WebLogic, Spring, Log4j and Logback, Jenkins, Confluence, Redis, MySQL, Kubernetes, Python, programs in Go',
  sources: [{ category: 'application' }],
  accepts(head, name) {
    // Its own reader knows the calls of Docker's API; read twice, a log would tell everything twice.
    if (dockerDaemon.accepts(head, name)) return false;
    if (!begins(head, 0, head.length)) return namedLog.test(name) && holdsRecord(head);
    return isRecord(latin1(head).split('\n', 2));
  },
  open(beginning) {
    const source = writerOf(beginning.name, latin1(beginning.head));
    const context: ApplicationLogContext = { source, year: new GuessedYear(beginning.latest) };
    const read = (text: string): LogEvent | undefined => readApplicationRecord(text, context);
    const tells = source.service === 'docker' || source.service === 'containerd' ? 'containers' : 'system';
    return new LineLog({ id: 'application-log', tells: [tells] }, { read, begins }, beginning);
  },
});

function begins(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    mayBeginRecord(bytes, start) &&
    beginsApplicationRecord(latin1(bytes.subarray(start, Math.min(end, start + longestBeginning))))
  );
}

/** One of the first lines begins a record, as behind the banner of Spring Boot. */
function holdsRecord(head: Uint8Array): boolean {
  const lines = latin1(head).split('\n', longestBanner);
  const at = lines.findIndex(beginsApplicationRecord);
  return at >= 0 && isRecord(lines.slice(at, at + 2));
}

/** java.util.logging's old form takes two lines. */
function isRecord([first = '', second = '']: readonly string[]): boolean {
  const context: ApplicationLogContext = { source: {}, year: new GuessedYear(0) };
  const [one, two] = [first.trimEnd(), `${first.trimEnd()}\n${second.trimEnd()}`];
  return [one, two].some((text) => readApplicationRecord(text, context) !== undefined);
}
