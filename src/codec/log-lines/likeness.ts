/** Whether a file looks like a log of some format, by its first lines: one line alone may stand in a text about logs. */
import { latin1 } from '../latin1/latin1.ts';

/** Lines that are tried. */
const mostLines = 8;

/** A page, a note or a mail that quotes a log; the number of syslog's priority is no name of an element. */
const markup = /^(?:<[a-z!?]|#{1,6} |```|From \S+ )/i;

/**
 * True where at least half of the first lines are of the format, and the first is no beginning of a page or a mail. The last line of `head` is cut; it counts only where it
 * is the first, too.
 *
 * @param head a file's first bytes
 */
export function mostLinesAre(head: Uint8Array, isOne: (line: string) => boolean): boolean {
  const lines = latin1(head).split('\n', mostLines + 1);
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  const written = whole.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '');
  const [first] = written;
  if (first === undefined || (markup.test(first) && !isOne(first))) return false;
  const fitting = written.filter(isOne).length;
  return fitting > 0 && fitting * 2 >= written.length;
}
