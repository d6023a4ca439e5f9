/** `davylamp scan PATH…`: anything in, one report out. */
import type { ScanOptions } from '../engine/node/scan.ts';
import type { Report } from '../model/report.ts';
import { type Door, Mistake } from './door.ts';
import {
  type ExaminationWish,
  engineOptions,
  examinationFlags,
  readExaminationWish,
  reportOut,
} from './examination.ts';
import { type Flags, type Given, readFlags } from './flags.ts';

export const scanFlags: Flags = examinationFlags;

type Scan = (paths: readonly string[], options: ScanOptions) => Promise<Report>;

export interface ScanWish extends ExaminationWish {
  readonly paths: readonly string[];
}

export async function scanCommand(args: readonly string[], door: Door, engine: Scan = loadEngine): Promise<number> {
  const wish = readWish(readFlags(args, scanFlags));
  const stdin = wish.paths.includes('-') ? { stdin: door.stdin } : {};
  return reportOut(wish, door, (onProgress) => engine(wish.paths, { ...engineOptions(wish), ...stdin, onProgress }));
}

const loadEngine: Scan = async (paths, options) => {
  const { scan } = await import('../engine/node/scan.ts');
  return scan(paths, options);
};

export function readWish(given: Given): ScanWish {
  const paths = given.operands;
  if (paths.length === 0) throw new Mistake('scan needs a path; davylamp scan PATH…, or - for standard input');
  return { paths, ...readExaminationWish(given) };
}
