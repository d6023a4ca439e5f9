/**
 * `npm run new -- STAGE FOLDER/NAME` writes a unit's three files: code, test, fixture.
 * Example: `npm run new -- extract text/ransom-note`.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { templates } from './unit-templates.ts';

const namePattern = /^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*$/;

/** `ransom-note` becomes `ransomNote`. */
export function camelCase(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** A probe stands in `extract`, and is told by its folder. */
function isStage(name: string): boolean {
  return name !== 'probe';
}

function refuse(message: string): void {
  process.stderr.write(`new: ${message}\n`);
  process.exitCode = 2;
}

function main(stage: string | undefined, path: string | undefined): void {
  const template = templates[stage === 'extract' && path?.startsWith('machine/') ? 'probe' : (stage ?? '')];
  const base = join('src', stage ?? '', path ?? '');
  if (template === undefined)
    refuse(`which stage? npm run new -- ${Object.keys(templates).filter(isStage).join('|')} FOLDER/NAME`);
  else if (path === undefined || !namePattern.test(path))
    refuse('the name is a noun in kebab-case, with a folder if you like: network/stratum-login');
  else if (existsSync(`${base}.ts`)) refuse(`${base}.ts is there already`);
  else write(template, base, path);
}

function write(template: Readonly<Record<string, string>>, base: string, path: string): void {
  const id = path.split('/').at(-1) ?? path;
  const up = '../'.repeat(path.split('/').length);
  mkdirSync(dirname(base), { recursive: true });
  for (const [suffix, text] of Object.entries(template)) {
    const body = text.replaceAll('ID', id).replaceAll('NAME', camelCase(id)).replaceAll('UP/', up);
    writeFileSync(`${base}${suffix}.ts`, body);
    process.stdout.write(`${base}${suffix}.ts\n`);
  }
  process.stdout.write(`next: npm run generate, then npx vitest run ${base}.test.ts\n`);
}

if (process.argv[1]?.endsWith('new-unit.js')) main(process.argv[2], process.argv[3]);
