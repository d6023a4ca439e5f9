/** A saved report, read back. */
import { readFile, stat } from 'node:fs/promises';
import type { Report } from '../model/report.ts';
import { type Door, Mistake } from './door.ts';
import { reason } from './output.ts';

/** Bytes; the largest report that the limits allow is far smaller. */
const largestReport = 512 * 1024 * 1024;

/** Everything in a report file is checked before anything of it is used. */
export async function readReport(path: string, door: Door): Promise<Report> {
  const text = path === '-' ? await readAll(door) : await readWhole(path);
  const parsed = parse(text, path);
  const { reportSchema } = await import('../model/report.ts');
  try {
    const checked = reportSchema.safeParse(parsed);
    if (checked.success) return checked.data;
    const [issue] = checked.error.issues;
    throw new Mistake(
      `${path} is no report of Davylamp: ${issue?.path.join('.') || 'top'}: ${issue?.message}; write one with --format json`,
    );
  } catch (error) {
    if (error instanceof RangeError) throw new Mistake(`${path} is no report of Davylamp: it nests too deep`);
    throw error;
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Mistake(`${path} is no JSON; write a report with davylamp scan PATH --format json --out report.json`);
  }
}

async function readWhole(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > largestReport) throw new Mistake(`${path} is larger than any report (512 MB)`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Mistake) throw error;
    throw new Mistake(`cannot read ${path}: ${reason(error)}; give a report written with --format json`);
  }
}

async function readAll(door: Door): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of door.stdin) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > largestReport) throw new Mistake('standard input is larger than any report (512 MB)');
  }
  return text + decoder.decode();
}
