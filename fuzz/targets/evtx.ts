/** Event logs of Windows: nothing throws, loops end, and every record and every gap lies within the log. */
import { fixture } from '../../src/extract/log/evtx.fixture.ts';
import { evtx } from '../../src/extract/log/evtx.ts';
import { readLog } from '../../tests/read-log.ts';
import type { FuzzTarget } from '../target.ts';

/** More than any event of 64 KiB says of itself. */
const longestText = 0x20_0000;

export const target: FuzzTarget = {
  id: 'evtx',
  // The end of a chunk is zeros: without it most mutations meet a record.
  seeds: () =>
    fixture.fires.map(({ input }) => (typeof input === 'string' ? Buffer.from(input) : input.slice(0, 8192))),
  run(bytes) {
    const { events, misses } = readLog(evtx, { input: bytes });
    for (const { event, offset, length, excerpt } of events) {
      if (offset < 0 || length <= 0 || offset + length > bytes.length) throw new Error('a record lies outside');
      if (excerpt().length > 256) throw new Error('a long excerpt');
      if (event.text.length > longestText) throw new Error('an endless text');
      JSON.stringify(event.fields);
    }
    for (const { gap } of misses)
      if ((gap.offset ?? 0) < 0 || (gap.offset ?? 0) > bytes.length) throw new Error(`a gap at ${gap.offset}`);
  },
};
