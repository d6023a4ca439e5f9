/** Scripts through the decoders that fold them: children are copies and lie within the text. */
import { fixture as javascript } from '../../src/decode/script/javascript-fold.fixture.ts';
import { javascriptFold } from '../../src/decode/script/javascript-fold.ts';
import { fixture as powershell } from '../../src/decode/script/powershell-fold.fixture.ts';
import { powershellFold } from '../../src/decode/script/powershell-fold.ts';
import { fixture as python } from '../../src/decode/script/python-fold.fixture.ts';
import { pythonFold } from '../../src/decode/script/python-fold.ts';
import { fixture as shell } from '../../src/decode/script/shell-fold.fixture.ts';
import { shellFold } from '../../src/decode/script/shell-fold.ts';
import { fixture as vbscript } from '../../src/decode/script/vbscript-fold.fixture.ts';
import { vbscriptFold } from '../../src/decode/script/vbscript-fold.ts';
import { nodeHost } from '../../src/engine/node/host.ts';
import type { WindowDecoder } from '../../src/model/units.ts';
import { openWindow } from '../../tests/open-window.ts';
import type { FuzzTarget } from '../target.ts';

const decoders: readonly WindowDecoder[] = [javascriptFold, powershellFold, pythonFold, shellFold, vbscriptFold];
for (const decoder of decoders) await decoder.load?.(nodeHost);

export const target: FuzzTarget = {
  id: 'script-window',
  seeds: () => [javascript, powershell, python, shell, vbscript].map(({ opens }) => opens),
  run(bytes) {
    for (const decoder of decoders)
      for (const { name, bytes: content, from } of openWindow(decoder, bytes).children) {
        if (from && (from.offset < 0 || from.offset + from.length > bytes.length))
          throw new Error(`${name} lies outside`);
        if (content.buffer === bytes.buffer) throw new Error(`${name} is no copy`);
      }
  },
};
