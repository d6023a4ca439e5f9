/**
 * W3C extended logs: IIS and what Windows writes in its manner. Source: codec/w3c-log.
 * Does not see: a request's headers and body, unless a column holds them.
 */

import { latin1 } from '../../codec/latin1/latin1.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import { W3cLog } from '../../codec/w3c-log/read.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

const hash = 0x23;
const two = 0x32;
const byteOrderMark = 0xef;
/** How a directive's name begins: Software, Version, Fields, Date. */
const directives = [0x53, 0x56, 0x46, 0x44];
const fieldsHeader = '#Fields:';

export const iisLog: LogFormat = defineLogFormat({
  id: 'iis-log',
  title: 'W3C extended logs: IIS, HTTPERR, FTP, Exchange, WebLogic, CloudFront, the Windows firewall',
  sources: [{ category: 'webserver' }, { product: 'windows', category: 'firewall' }],
  // The columns change where somebody changes the server's settings.
  anchors: [{ text: fieldsHeader }, { text: '#Software:' }, { text: '#Date: 20' }],
  accepts(head) {
    const first = head[0];
    const named = first === byteOrderMark ? head[4] : head[1];
    if (first === hash || first === byteOrderMark)
      return directives.includes(named ?? 0) && startsWithDirectives(latin1(head.subarray(0, 1024)));
    // The start of a rotated file may have lost its header: `2026-11-23 `.
    if (first !== two || head[4] !== 0x2d || head[10] !== 0x20) return false;
    const log = new W3cLog();
    return mostLinesAre(head, (line) => log.read(line) !== undefined);
  },
  open(beginning) {
    const log = new W3cLog();
    const firewall = latin1(beginning.head.subarray(0, 1024)).includes('Firewall');
    return new LineLog({ id: 'iis-log', tells: [firewall ? 'system' : 'web-requests'] }, log, beginning);
  },
});

function startsWithDirectives(text: string): boolean {
  return /^(?:ï»¿)?#(?:Software|Version|Fields|Date):/.test(text) && text.includes(fieldsHeader);
}
