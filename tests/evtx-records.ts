/** All records of an event log that is as it should be. */
import { chunkBytes, type EvtxRecord, readEvtxChunk } from '../src/codec/evtx/evtx.ts';

export function evtxRecords(bytes: Uint8Array): EvtxRecord[] {
  const records: EvtxRecord[] = [];
  for (let at = 4096; at < bytes.length; at += chunkBytes) {
    const chunk = readEvtxChunk(bytes, at);
    if (chunk.status !== 'ok') throw new Error(JSON.stringify(chunk));
    const [miss] = chunk.value.misses;
    if (miss) throw new Error(miss.gap.what);
    if (!chunk.value.checksumsHold) throw new Error(`checksums of the chunk at ${at}`);
    records.push(...chunk.value.records);
  }
  return records;
}
