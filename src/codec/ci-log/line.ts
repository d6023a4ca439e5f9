/**
 * Lines of build services' logs: what ran, and when.
 * Sources: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands (`##[group]Run …`),
 * https://docs.gitlab.com/ci/jobs/job_logs/ (`section_start:TIME:NAME`), Jenkins' console with `sh -x` and its Timestamper.
 * A command is what the service itself prints before it runs it. A job can print the same: all of it is the job's word.
 * Does not see: what a program that the job ran started in its turn.
 */
import { timeOfSeconds, timeOfText } from '../log-lines/time.ts';

export interface CiLine {
  /** Without colours and cursor movements. */
  readonly message: string;
  readonly command?: string;
  /** Milliseconds since 1970. */
  readonly ms?: number | undefined;
  readonly section?: string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escapes begin with one
const escapes = /\u001b\[[\d;]{0,32}[A-Za-z]/g;
const bom = /^\ufeff/;

function plain(text: string): string {
  return text.includes('\u001b') ? text.replace(escapes, '') : text;
}

const github = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z) ?/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a script's own lines come in cyan
const scriptLine = /^\u001b\[36;1m(.*)\u001b\[0m$/;

/** Seven digits of a second, which no other log has. */
export function readGithubLine(line: string): CiLine | undefined {
  const text = line.replace(bom, '');
  const stamp = github.exec(text);
  if (stamp === null) return undefined;
  const said = text.slice(stamp[0].length);
  const message = plain(said);
  const [, run] = /^##\[group\]Run (.+)$/.exec(message) ?? /^\[command\](.+)$/.exec(message) ?? [];
  const command = run ?? scriptLine.exec(said)?.[1];
  return { message, ms: timeOfText(stamp[1]), ...(command === undefined ? {} : { command }) };
}

/** Newer runners set the time and the stream before each line: `2026-11-23T16:00:00.123456Z 01O `. */
const gitlab = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) [0-9a-f]{2}[OE][+ ]/;
const section = /section_start:(\d{9,10}):([\w.-]{1,128})/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the runner prints what it runs in bright green
const prompted = /\u001b\[32;1m\$ (.+?)(?:\u001b\[|$)/;

export function readGitlabLine(line: string): CiLine {
  const stamp = gitlab.exec(line);
  const said = stamp === null ? line : line.slice(stamp[0].length);
  const [, seconds, name] = section.exec(said) ?? [];
  const message = plain(said.slice(said.lastIndexOf('\r') + 1));
  const command = prompted.exec(said)?.[1];
  return {
    message,
    ms: timeOfText(stamp?.[1]) ?? timeOfSeconds(seconds === undefined ? undefined : Number(seconds)),
    ...(command === undefined ? {} : { command }),
    ...(name === undefined ? {} : { section: name }),
  };
}

const jenkins = /^\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\] /;

export function readJenkinsLine(line: string): CiLine {
  const stamp = jenkins.exec(line);
  const message = plain(stamp === null ? line : line.slice(stamp[0].length));
  const [, command] = /^(?:\[[\w.-]{1,128}\] )?(?:\+|\$) (.+)$/.exec(message) ?? [];
  return { message, ms: timeOfText(stamp?.[1]), ...(command === undefined ? {} : { command }) };
}
