/**
 * Events in the binary logs of Windows: Security, System, Sysmon, PowerShell and all others. Source: codec/evtx.
 * All of them are read: they are no lines, and what is common to many stands only once in a chunk.
 * Does not see: what Windows was not told to write down (starts of programs, unless auditing or Sysmon does it); events
 * that were cleared or overwritten.
 */
import { isEvtx, isEvtxChunk, windowsServices } from '../../codec/evtx/evtx.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { EvtxLog } from './evtx-log.ts';

export const evtx: LogFormat = defineLogFormat({
  id: 'evtx',
  title: 'Binary event logs of Windows',
  sources: [{ product: 'windows' }, ...windowsServices.map((service) => ({ product: 'windows', service }))],
  accepts: (head) => isEvtx(head) || isEvtxChunk(head, 0),
  open: ({ head }) => new EvtxLog(head),
});
