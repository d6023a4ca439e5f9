/**
 * The log of a Jupyter server: who asked for what, and which terminals and kernels were opened. Source: codec/jupyter-log.
 * Does not see: what was typed into them.
 */
import { readJupyterRecord } from '../../codec/jupyter-log/read.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

const leftBracket = 0x5b;
const space = 0x20;

export const jupyterLog: LogFormat = defineLogFormat({
  id: 'jupyter-log',
  title: 'Logs of Jupyter servers and other programs on Tornado',
  sources: [{ category: 'application', product: 'python', service: 'jupyter' }],
  accepts: (head) => begins(head, 0) && readJupyterRecord(latin1(head.subarray(0, 256))) !== undefined,
  open: (beginning) =>
    new LineLog({ id: 'jupyter-log', tells: ['web-requests'] }, { read: readJupyterRecord, begins }, beginning),
});

/** `[I 2`: what follows is an address to click on, or a list of kernels. */
function begins(bytes: Uint8Array, start: number): boolean {
  const digit = bytes[start + 3] ?? 0;
  return bytes[start] === leftBracket && bytes[start + 2] === space && digit >= 0x30 && digit <= 0x39;
}
