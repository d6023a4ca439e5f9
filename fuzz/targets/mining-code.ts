/** What looks for mining code: nothing throws, loops end, and every place lies within the bytes. */

import { fixture as scripts } from '../../src/extract/code/javascript-miner.fixture.ts';
import { javascriptMiner } from '../../src/extract/code/javascript-miner.ts';
import { fixture as programs } from '../../src/extract/code/miner-code.fixture.ts';
import { minerCode } from '../../src/extract/code/miner-code.ts';
import { siteKeyAnchors } from '../../src/extract/code/site-key.ts';
import { fixture as modules } from '../../src/extract/code/webassembly-miner.fixture.ts';
import { webassemblyMiner } from '../../src/extract/code/webassembly-miner.ts';
import type { Hit } from '../../src/model/anchor.ts';
import type { Extractor, View } from '../../src/model/units.ts';
import type { FuzzTarget } from '../target.ts';

const units: readonly Extractor<'miner-code' | 'mining-config'>[] = [javascriptMiner, minerCode, webassemblyMiner];

/** The first place of each anchor, which is enough to wake every path. */
function hitsOf(extractor: Extractor, text: string): Hit[] {
  const places = (extractor.anchors ?? []).map(({ text: anchor }) => ({ anchor, offset: text.indexOf(anchor) }));
  return places
    .filter(({ offset }) => offset >= 0)
    .map(({ anchor, offset }) => ({ anchor, offset, length: anchor.length, encoding: 'ascii' as const }))
    .sort((a, b) => a.offset - b.offset);
}

export const target: FuzzTarget = {
  id: 'mining-code',
  seeds: () => [
    ...[...scripts.fires, ...programs.fires.slice(0, 8), ...modules.fires].map(({ input }) =>
      typeof input === 'string' ? new TextEncoder().encode(input) : input,
    ),
    new TextEncoder().encode(
      siteKeyAnchors.map((anchor) => `new ${anchor}('k') <${anchor} data-key="k">.start()`).join(' '),
    ),
  ],
  run: (bytes) => {
    const text = Buffer.from(bytes).toString('latin1');
    for (const unit of units) {
      const hits = hitsOf(unit, text);
      const view: View = { name: 'x', kind: 'executable', bytes, base: 0, whole: true, hits, runs: [] };
      for (const out of unit.extract(view)) {
        const { offset = 0, length } = 'gap' in out ? { ...out.gap, length: 0 } : out;
        if (offset < 0 || length < 0 || offset + length > bytes.length) throw new Error(`${length} bytes at ${offset}`);
      }
    }
  },
};
