/** Opens a capture file of either format by its first bytes. */
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import { PcapReader, pcapHeaderLength, readPcapHeader } from './pcap.ts';
import { isPcapng, PcapngReader } from './pcapng.ts';
import type { RecordReader } from './records.ts';

/** Bytes that decide what a capture is. */
export const captureHeadLength: number = pcapHeaderLength;

export interface OpenCapture {
  readonly reader: RecordReader;
  /** Where the reader begins. */
  readonly at: number;
}

/** `head`: the file's first 24 bytes or more. */
export function openCapture(head: Uint8Array): Result<OpenCapture> {
  if (isPcapng(head)) return ok({ reader: new PcapngReader(), at: 0 });
  const header = readPcapHeader(head);
  if (header.status === 'ok') return ok({ reader: new PcapReader(header.value), at: pcapHeaderLength });
  return header;
}

/** Whether the bytes begin like a capture, sound or not. */
export function isCapture(head: Uint8Array): boolean {
  return isPcapng(head) || readPcapHeader(head) !== notThisFormat;
}
