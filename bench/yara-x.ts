/** YARA-X over files, as a process of its own. Arguments: rules, path. */
import { readFileSync } from 'node:fs';
import { compile } from '@litko/yara-x';
import { walk } from '../src/gather/walk.ts';

const [rules = '', path = ''] = process.argv.slice(2);
const scanner = compile(readFileSync(rules, 'utf8'));
let matches = 0;
for (const item of walk([path])) if (!('gap' in item)) matches += scanner.scan(readFileSync(item.path)).length;
process.stdout.write(`${matches}\n`);
