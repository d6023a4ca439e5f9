import { readMinerCommand } from '../../src/codec/command-line/miner-arguments.ts';
import { SedEdits } from '../../src/codec/command-line/sed-edits.ts';
import { surroundingOf } from '../../src/codec/command-line/surroundings.ts';
import { narrowWindow, unescapeWindow, wideWindow } from '../../src/codec/command-line/text-window.ts';
import { splitCommands } from '../../src/codec/command-line/words.ts';
import type { FuzzTarget } from '../target.ts';

const wallet = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';

const seeds = [
  `#!/bin/sh\nW=${wallet}; nohup ./xmrig -o a.test:3333 -u $W.$(hostname) -p x >/dev/null 2>&1 &\n`,
  `set "W=${wallet}"\r\nstart "" "C:\\x\\nbminer.exe" -a kawpow -o stratum+tcp://a.test:1 ^\r\n -u %W%\r\n`,
  `args:\n  - -o\n  - a.test:1\n  - -u\n  - ${wallet}\n`,
  `["sh", "-c", "x -o \\"a.test:1\\" -u ${wallet}\\n"]`,
  `sed -i 's/"url": *"[^"]*",/"url": "a.test:1",/; s/"user": *"x"/"user": "${wallet}"/' c.json\n`,
];

export const target: FuzzTarget = {
  id: 'command-line',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    for (const open of [narrowWindow, wideWindow])
      for (const window of [open(bytes, 0, bytes.length), unescapeWindow(open(bytes, 0, bytes.length))]) {
        const edits = new SedEdits();
        for (const words of splitCommands(window.text)) {
          const command = readMinerCommand(words);
          if (command && command.end > window.text.length) throw new Error('a command beyond the text');
          if (command && (command.at < 0 || command.end <= command.at)) throw new Error('a command that is nowhere');
          if (command && surroundingOf(window.text, command.at) === '') throw new Error('a surrounding without a name');
          if (command && command.config.pools.length === 0) throw new Error('a command without a pool');
          edits.take(words);
        }
        edits.result();
        if (window.offset(window.text.length) > bytes.length) throw new Error('an offset beyond the bytes');
      }
  },
};
