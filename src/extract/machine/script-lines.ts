/**
 * Of a script that a machine runs by itself, the lines that may say something: what fetches, decodes, hands over a shell,
 * names a miner, or starts a program from where none should stand. What they amount to together is judged elsewhere.
 * Does not see: what is spread over variables and functions; the script's file is examined as all files are.
 */
import { carriedBy } from '../event/carried.ts';
import { decodesAndRuns, handsOver } from './knowledge/command-reasons.ts';

interface ScriptLines {
  /** Of the first of them, counted from 1. */
  readonly line: number;
  /** As written, without blanks around them, a line each. */
  readonly text: string;
}

export interface TellingLines {
  readonly found?: ScriptLines;
  /** Lines behind those that were looked at. */
  readonly left: number;
}

const mostLines = 20_000;
const mostPicked = 40;
/** Of a longer one its beginning and its end are looked at: what pads a line hides nothing. */
const longestLine = 4096;

/** Paths below folders that anybody may write to, and below hidden ones outside of homes. */
const strangePlace = /\/(?:tmp|shm|mqueue)\/|\/(?:usr|var|etc|opt|bin|sbin|lib|lib64|dev)\/(?:[\w.-]{1,64}\/){0,6}\.\w/;
/** Starts that outlive the script. */
const inBackground = /\b(?:nohup|setsid|disown)\b|[^&>]&\s*$/;

export function tellingLines(script: string): TellingLines {
  const picked: string[] = [];
  const lines = script.split('\n');
  let first: number | undefined;
  let at = 0;
  for (; at < Math.min(lines.length, mostLines) && picked.length < mostPicked; at++) {
    const line = lineToJudge(lines[at] ?? '');
    if (line === '' || line.startsWith('#') || !isTellingLine(line)) continue;
    first ??= at + 1;
    picked.push(line);
  }
  const left = lines.slice(at).filter((line) => line.trim() !== '').length;
  return { left, ...(first === undefined ? {} : { found: { line: first, text: picked.join('\n') } }) };
}

/** Without the blanks around it; of a very long one its beginning and its end. */
export function lineToJudge(written: string): string {
  const line = written.trim();
  if (line.length <= longestLine) return line;
  return `${line.slice(0, longestLine / 2 - 1)} ${line.slice(-longestLine / 2)}`;
}

export function isTellingLine(line: string): boolean {
  return (
    strangePlace.test(line) ||
    inBackground.test(line) ||
    carriedBy(line).what !== 'command' ||
    decodesAndRuns(line) ||
    handsOver(line)
  );
}

/** It needs no other line to be telling: it mines, runs what it fetches or decodes, or hands over a shell. */
export function saysAll(line: string): boolean {
  const { mines, runs, urls } = carriedBy(line);
  return mines || (runs && urls.length > 0) || decodesAndRuns(line) || handsOver(line);
}
