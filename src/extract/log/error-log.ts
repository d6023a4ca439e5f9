/**
 * Error logs of nginx, Apache and PHP. Source: codec/error-log.
 * Does not see: requests that went well; by whom a line was written that has no head of its own.
 */
import { beginsErrorRecord, readErrorRecord } from '../../codec/error-log/read.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

export const errorLog: LogFormat = defineLogFormat({
  id: 'error-log',
  title: 'Error logs of nginx, Apache and PHP',
  sources: [
    { category: 'webserver', service: 'nginx' },
    { category: 'webserver', service: 'apache' },
    { category: 'application', product: 'php', service: 'php' },
  ],
  // What a child of the server wrote may fill the lines behind the first one.
  accepts: (head) => beginsErrorRecord(head, 0) && readErrorRecord(firstLine(head)) !== undefined,
  open: (beginning) =>
    new LineLog(
      { id: 'error-log', tells: ['system'] },
      { read: readErrorRecord, begins: beginsErrorRecord },
      beginning,
    ),
});

function firstLine(head: Uint8Array): string {
  const end = head.indexOf(0x0a);
  return latin1(end < 0 ? head : head.subarray(0, end)).trimEnd();
}
