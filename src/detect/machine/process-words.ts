/** A process in one line, for titles. Its name and command are its own word. */
import type { ProcessState } from '../../model/machine-payloads.ts';

const longest = 90;

/** `4242 (kworkerds), /tmp/.x/k, of www-data, since 2026-11-20 03:12 UTC, in container 1a2b3c4d5e6f`. */
export function processInWords({
  pid,
  name,
  program,
  programState,
  user,
  uid,
  start,
  container,
}: ProcessState): string {
  const parts = [
    `${pid} (${plain(name)})`,
    program === undefined ? undefined : `${cut(plain(program))}${states[programState] ?? ''}`,
    user !== undefined ? `of ${plain(user)}` : uid === undefined ? undefined : `of user ${uid}`,
    start === undefined ? undefined : `since ${minuteOf(start)}`,
    container === undefined ? undefined : `in container ${container.slice(0, 12)}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

const states: Readonly<Partial<Record<ProcessState['programState'], string>>> = {
  deleted: ' (deleted)',
  memory: ' (in memory alone)',
};

/** `2026-11-20 03:12 UTC`. */
export function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

export function cut(text: string, most: number = longest): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** On one line. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
