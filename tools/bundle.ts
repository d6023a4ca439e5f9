/** Bundles the command and its worker thread into dist/bin: few files load faster than many (docs/decisions/0005). */
import { rmSync } from 'node:fs';
import { rolldown } from 'rolldown';

const dir = 'dist/bin';

rmSync(dir, { recursive: true, force: true });
const bundle = await rolldown({
  input: {
    main: 'dist/src/cli/main.js',
    worker: 'dist/src/engine/node/worker.js',
    piecer: 'dist/src/engine/node/piecer.js',
    siever: 'dist/src/engine/node/siever.js',
    hasher: 'dist/src/engine/node/hasher.js',
    'yara-child': 'dist/src/engine/node/yara/yara-child.js',
  },
  platform: 'node',
  // Dependencies stay where npm puts them, with their licences.
  external: /^[^./]/,
});
await bundle.write({ dir, format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
