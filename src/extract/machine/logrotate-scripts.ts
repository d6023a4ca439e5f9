/**
 * What logrotate runs: scripts between `postrotate`, `prerotate`, `firstaction`, `lastaction`, `preremove` and
 * `endscript`, and programs that pack logs.
 * Source: logrotate(8).
 */
import { isTellingLine, lineToJudge } from './script-lines.ts';

export interface RotationCommand {
  /** The lines that may say something, each alone; the whole script where none does. */
  readonly text: string;
  /** Of its first, counted from 1. */
  readonly line: number;
}

const mostScript = 8192;

export function* rotationCommands(settings: string): Iterable<RotationCommand> {
  let script: { readonly line: number; lines: string[]; isTelling: boolean } | undefined;
  for (const [i, written] of settings.split('\n').entries()) {
    const line = lineToJudge(written);
    if (script !== undefined && line === 'endscript') {
      if (!script.isTelling && script.lines.length > 0)
        yield { line: script.line, text: script.lines.join('\n').slice(0, mostScript) };
      script = undefined;
    } else if (script !== undefined && line !== '' && !line.startsWith('#')) {
      script.lines.push(line);
      if (!isTellingLine(line)) continue;
      script.isTelling = true;
      yield { line: i + 1, text: line };
    } else if (/^(?:prerotate|postrotate|firstaction|lastaction|preremove)$/.test(line)) {
      script = { line: i + 2, lines: [], isTelling: false };
    } else if (script === undefined && /^(?:un)?compresscmd\s+\S/.test(line)) {
      yield { line: i + 1, text: line.replace(/^\w+\s+/, '') };
    }
  }
}
