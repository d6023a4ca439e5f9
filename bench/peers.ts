/** The peers that are installed, each asked for the same literals on the same files. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { registry, wantedBy } from '../src/engine/registry.ts';
import { folder } from './data.ts';
import type { Side } from './measure.ts';

/** True where a command is installed. */
export function installed(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}

const walletExpression = '/4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}/';

/** Our own command, from the built package. */
export function davylamp(path: string, jobs = 1): Side {
  const main = join('dist', 'bin', 'main.js');
  const flags = ['--format', 'json', '--fail-on', 'never', '--quiet', '--jobs', String(jobs)];
  return {
    name: `davylamp, ${jobs} thread${jobs > 1 ? 's' : ''}`,
    command: process.execPath,
    args: [main, 'scan', path, ...flags],
  };
}

/** The literals of all units, one a line, and rules that hold the same. */
export function literalFiles(): { literals: string; rules: string; rulesWithWallet: string; count: number } {
  mkdirSync(folder, { recursive: true });
  const texts = [...new Set(wantedBy(registry.extractors).anchors.map((anchor) => anchor.text))];
  const literals = join(folder, 'literals.txt');
  writeFileSync(literals, `${texts.join('\n')}\n`);
  const strings = texts.map((text, i) => `    $s${i} = ${JSON.stringify(text)} ascii wide`).join('\n');
  const rule = (extra: string): string =>
    `rule literals {\n  strings:\n${strings}\n${extra}  condition:\n    any of them\n}\n`;
  const rules = join(folder, 'literals.yar');
  writeFileSync(rules, rule(''));
  const rulesWithWallet = join(folder, 'literals-and-wallet.yar');
  writeFileSync(rulesWithWallet, rule(`    $wallet = ${walletExpression}\n`));
  return { literals, rules, rulesWithWallet, count: texts.length };
}

/** Every peer that searches files for the literals. */
export function filePeers(path: string, jobs: number): Side[] {
  const { literals, rules, rulesWithWallet } = literalFiles();
  const yaraX = fileURLToPath(new URL('./yara-x.js', import.meta.url));
  const threads = String(jobs);
  const sides: Side[] = [];
  if (installed('rg'))
    sides.push({
      name: 'ripgrep',
      command: 'rg',
      args: ['-a', '-c', '-F', '--no-ignore', '--hidden', '-j', threads, '-f', literals, path],
    });
  if (installed('grep'))
    sides.push({
      name: 'GNU grep',
      command: 'env',
      args: ['LC_ALL=C', 'grep', '-r', '-a', '-c', '-F', '-f', literals, path],
    });
  sides.push({ name: 'YARA-X (@litko/yara-x)', command: process.execPath, args: [yaraX, rules, path] });
  if (installed('yara')) {
    sides.push({ name: 'yara', command: 'yara', args: ['-r', '-p', threads, rules, path] });
    sides.push({
      name: 'yara with a wallet expression',
      command: 'yara',
      args: ['-r', '-p', threads, rulesWithWallet, path],
    });
  }
  return sides;
}

/** Every peer that reads captures. */
export function capturePeers(path: string): Side[] {
  const sides: Side[] = [];
  if (installed('ndpiReader')) sides.push({ name: 'ndpiReader', command: 'ndpiReader', args: ['-q', '-i', path] });
  if (installed('tshark'))
    sides.push({ name: 'tshark', command: 'tshark', args: ['-n', '-r', path, '-q', '-z', 'io,phs'] });
  return sides;
}
