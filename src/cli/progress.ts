/** One line on a terminal's standard error for a scan of more than a second, and gone when it ends. */
import { escapeText } from '../report/escape.ts';
import { fitting } from '../report/width.ts';
import { byteSize, counted } from '../report/words.ts';
import { type Door, exit } from './door.ts';

export interface Step {
  readonly files: number;
  readonly bytes: number;
  readonly found?: number;
  readonly name?: string;
}

const quietMs = 1000;
const everyMs = 100;
const clearLine = '\r\u001b[2K';

export interface Progress {
  readonly update: (step: Step) => void;
  /** Takes the line away. */
  readonly stop: () => void;
}

/** Undefined where no terminal looks on. */
export function startProgress(door: Door): Progress | undefined {
  const columns = door.progressColumns;
  if (columns === undefined) return undefined;
  let step: Step = { files: 0, bytes: 0 };
  let isDrawn = false;
  const started = Date.now();
  const timer = setInterval(() => {
    if (Date.now() - started < quietMs) return;
    door.tell(clearLine + progressLine(step, columns));
    isDrawn = true;
  }, everyMs);
  const stop = (): void => {
    clearInterval(timer);
    process.off('SIGINT', interrupted);
    if (isDrawn) door.tell(clearLine);
  };
  const interrupted = (): void => {
    stop();
    door.tell('davylamp: stopped; no report was written\n');
    process.exit(exit.stopped);
  };
  process.once('SIGINT', interrupted);
  const update = (next: Step): void => {
    step = next;
  };
  return { update, stop };
}

/** `12,345 files · 1.2 GB · 3 found · some/file`, cut to the terminal. */
export function progressLine({ files, bytes, found, name }: Step, columns: number): string {
  const parts = [counted(files, 'file'), byteSize(bytes)];
  if (found) parts.push(`${found} found`);
  if (name !== undefined) parts.push(escapeText(name));
  return fitting(parts.join(' · '), columns - 1);
}
