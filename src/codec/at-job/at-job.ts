/**
 * Jobs of at(1) and batch(1), as atd keeps them: a shell script with a head that tells for whom it runs, restores the
 * environment of whoever asked for it and enters their folder; then what they asked for. The file's name tells when.
 * Source: at 3.2 (at.c writes them, atd.c reads the head).
 * Does not see: jobs of other at daemons that keep them elsewhere.
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';

export interface AtJob {
  readonly uid: number;
  readonly gid: number;
  /** Who gets what it prints. */
  readonly mail?: string;
  /** Of whoever asked for it: names and values, quotes taken off; at most 200. */
  readonly environment: ReadonlyMap<string, string>;
  readonly folder?: string;
  /** What was asked for. */
  readonly body: string;
  /** The line that it begins in, counted from 1. */
  readonly line: number;
}

export interface AtJobName {
  /** `a` to `z`; `b` is batch's; `=` while it runs. */
  readonly queue: string;
  readonly number: number;
  /** Milliseconds since 1970: the minute it is due. */
  readonly time: number;
}

const mostVariables = 200;

/** `a0000401b2c5d8`: the queue, five digits of a number, eight of minutes since 1970, all hexadecimal. */
export function readAtJobName(name: string): AtJobName | undefined {
  const [, queue = '', number = '', minutes = ''] = /^([a-zA-Z=])([0-9a-f]{5})([0-9a-f]{8})$/.exec(name) ?? [];
  if (queue === '') return undefined;
  return { queue, number: Number.parseInt(number, 16), time: Number.parseInt(minutes, 16) * 60_000 };
}

export function readAtJob(text: string): Result<AtJob> {
  const [, uid, gid] = /^#![^\n]*\n# atrun uid=(\d{1,10}) gid=(\d{1,10})\n/.exec(text) ?? [];
  if (uid === undefined || gid === undefined) return notThisFormat;
  const mail = /^# mail[ \t]+(\S{1,255})/m.exec(text.slice(0, 1000))?.[1];
  const head = headOf(text);
  const body = bodyOf(text, head.end);
  return ok({
    uid: Number(uid),
    gid: Number(gid),
    ...(mail === undefined ? {} : { mail }),
    environment: head.environment,
    ...(head.folder === undefined ? {} : { folder: head.folder }),
    ...body,
  });
}

interface Head {
  readonly environment: ReadonlyMap<string, string>;
  readonly folder?: string;
  /** Index behind it. */
  readonly end: number;
}

/** Lines of the head, up to the block that ends with `}` behind `cd … || {`. */
function headOf(text: string): Head {
  const environment = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(at, end);
    const folder = folderIn(line);
    if (folder !== '') {
      const close = text.indexOf('\n}', end);
      return { environment, folder: unescaped(folder), end: close < 0 ? end + 1 : lineEnd(text, close + 1) };
    }
    const [, name = '', value = ''] = /^([A-Za-z_]\w{0,100})=(.*?); export \1\s*$/.exec(line) ?? [];
    if (name !== '' && environment.size < mostVariables) environment.set(name, unescaped(value));
    else if (name === '' && !/^(?:#|umask )/.test(line)) break;
    at = end + 1;
  }
  return { environment, end: Math.min(at, text.length) };
}

/** `cd /home/ann || {`; empty for other lines. A `|` in the folder's own name has a backslash before it. */
function folderIn(line: string): string {
  const bars = line.startsWith('cd ') ? line.indexOf('||') : -1;
  return bars > 0 && line.startsWith('{', bars + 2 + blanksAt(line, bars + 2)) ? line.slice(3, bars).trim() : '';
}

function blanksAt(line: string, from: number): number {
  const rest = line.slice(from);
  return rest.length - rest.trimStart().length;
}

/** Newer ones hand the body to the user's shell: `${SHELL:-/bin/sh} << 'marcinDELIMITER…'`. */
function bodyOf(text: string, from: number): Pick<AtJob, 'body' | 'line'> {
  const handed = /^[ \t\n]{0,100}\$\{SHELL:-\/bin\/sh\} << '([^'\n]{1,100})'\n/.exec(text.slice(from, from + 400));
  const start = from + (handed?.[0].length ?? 0);
  const close = handed ? text.indexOf(`\n${handed[1] ?? ''}`, start - 1) : -1;
  const body = text.slice(start, close < 0 ? text.length : close);
  const lead = body.length - body.trimStart().length;
  return { body: body.trim(), line: lineOf(text, start + lead) };
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed + 1;
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let feed = text.indexOf('\n'); feed >= 0 && feed < at; feed = text.indexOf('\n', feed + 1)) line++;
  return line;
}

/** A backslash before each character that a shell might take. */
function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1').replace(/^"(.*)"$/, '$1');
}
