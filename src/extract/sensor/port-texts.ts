/**
 * How pools' ports stand in a log that another program wrote anew, with spaces, with its keys in order or as text in
 * text: `"dest_port": 3333,`, `\"dest_port\":3333,`. The sieve looks for them as the sensors write them themselves
 * (sensor-anchors.ts); for others the log's first lines show how they are written.
 */
import { poolPorts } from '../../intel/pool-ports.ts';

/**
 * Empty where the sensor's own way is met, or none.
 *
 * @param head the log's first lines
 * @param key the server's port, as a pattern
 */
export function portTexts(head: string, key: string): string[] {
  const found = new RegExp(`(\\\\{0,3}"${key}\\\\{0,3}"\\s?:\\s?)\\d{1,5}(.{0,7})`).exec(head);
  const [, before, behind = ''] = found ?? [];
  if (before === undefined || (before.endsWith(':') && behind.startsWith(',"proto'))) return [];
  return poolPorts.flatMap((port) => [`${before}${port},`, `${before}${port}}`]);
}

/** How a quote stands before and behind a text in this log: text in text has its quotes escaped. */
export function closingQuote(head: string, key: string): string {
  return new RegExp(`(\\\\{1,3}")${key}\\\\{1,3}":`).exec(head)?.[1] ?? '"';
}
