/**
 * Binary event logs of Windows (.evtx, Windows Vista and later): files of chunks, chunks of records, records of BinXml.
 * Source: MS-EVEN6, section 2.2.12, https://learn.microsoft.com/openspecs/windows_protocols/ms-even6/; libevtx, "Windows
 * XML Event Log (EVTX) format", https://github.com/libyal/libevtx/tree/main/documentation.
 * Does not see: the message that the event viewer shows, whose words stand in the programs' own files; the older .evt.
 */

export { windowsServices } from './channels.ts';
export { chunkBytes, type EvtxChunk, type EvtxRecord, isEvtxChunk, readEvtxChunk } from './chunk.ts';
export { evtxEvent } from './event.ts';
export { type EventContent, type EventNode, eventTree } from './event-tree.ts';
export { isEvtx, readEvtxHeader } from './header.ts';
