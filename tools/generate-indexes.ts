/** Writes each stage's index. `--check` writes nothing and fails if one is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Stage, stages, unitsOf } from './units.ts';

function indexOf(stage: Stage): string {
  const units = unitsOf(stage);
  const imports = units.map((unit) => `import { ${unit.exportName} } from './${unit.path}';`);
  return [
    '// Written by `npm run generate`: do not edit.',
    `import type { ${stage.type} } from '../model/${stage.types}.ts';`,
    ...imports,
    '',
    `/** Every unit of this stage. */`,
    `export const ${stage.list}: readonly ${stage.type}[] = [`,
    ...units.map((unit) => `  ${unit.exportName},`),
    '];',
    '',
  ].join('\n');
}

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const stage of stages) {
  const path = join('src', stage.folder, stage.index);
  const wanted = indexOf(stage);
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) continue;
  if (check) stale.push(path);
  else writeFileSync(path, wanted);
}
if (stale.length > 0) {
  process.stderr.write(`stale: ${stale.join(', ')}; run npm run generate\n`);
  process.exitCode = 1;
}
