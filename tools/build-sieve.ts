/** Compiles src/sieve/core to WebAssembly and writes src/sieve/core.generated.ts; `--check` fails where it is stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../' : '../', import.meta.url));
const source = 'src/sieve/core/index.ts';
const target = `${root}src/sieve/core.generated.ts`;

async function compileCore(): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      source,
      '-O3',
      '--noAssert',
      '--enable',
      'simd',
      '--runtime',
      'stub',
      '--converge',
      '--baseDir',
      root,
      '--outFile',
      'core.wasm',
    ],
    {
      writeFile: (name, contents) => {
        if (name === 'core.wasm' && typeof contents !== 'string') wasm = contents;
      },
    },
  );
  if (error || !wasm) throw new Error(`${source} does not compile: ${stderr.toString()}`);
  return wasm;
}

/** The module that holds the core, the same for the same source and compiler. */
export async function generateCore(): Promise<string> {
  const base64 = Buffer.from(await compileCore()).toString('base64');
  return [
    `// Made by tools/build-sieve.ts from ${source}. Do not edit.`,
    `export const coreBase64: string =\n  '${base64}';`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const generated = await generateCore();
  if (!process.argv.includes('--check')) writeFileSync(target, generated);
  else if (readFileSync(target, 'utf8') !== generated) {
    process.stderr.write('src/sieve/core.generated.ts is stale: run node dist/tools/build-sieve.js\n');
    process.exitCode = 1;
  }
}
