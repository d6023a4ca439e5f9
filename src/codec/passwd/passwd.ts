/**
 * Accounts and groups as a Unix system keeps them in text: `/etc/passwd` and `/etc/group`, one a line, fields parted by
 * colons. A line that breaks the rules is left out, as the C library does, and its number is told; what the C library
 * takes all the same (`+0`, a blank before a number, no shell, more fields) is taken here, too: it lets somebody in.
 * Sources: passwd(5), group(5) of the Linux man-pages.
 * Does not see: accounts of LDAP, NIS (`+` lines) or a database.
 */

export interface PasswdEntry {
  readonly name: string;
  readonly password: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  /** Empty where the file leaves it to the system: `/bin/sh`. */
  readonly shell: string;
  /** Counted from 1. */
  readonly line: number;
}

export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
  readonly line: number;
}

export interface AccountLines<T> {
  readonly entries: readonly T[];
  /** Lines that are neither empty, a comment, nor an entry; counted from 1, at most 100. */
  readonly broken: readonly number[];
  /** There were more lines than are read. */
  readonly cut: boolean;
}

const mostLines = 100_000;
const mostBroken = 100;
/** Of one line. */
const mostFields = 64;
/** The kernel's ids have 32 bits. */
const highestId = 0xffff_ffff;

export function readPasswd(text: string): AccountLines<PasswdEntry> {
  return readLines(text, (fields, line) => {
    const [name = '', password = '', uid = '', gid = '', comment = '', home = '', ...shell] = fields;
    const ids = [idOf(uid), idOf(gid)] as const;
    if (fields.length < 5 || name === '' || ids[0] === undefined || ids[1] === undefined) return undefined;
    return { name, password, uid: ids[0], gid: ids[1], comment, home, shell: shell.join(':'), line };
  });
}

export function readGroup(text: string): AccountLines<GroupEntry> {
  return readLines(text, (fields, line) => {
    const [name = '', , gid = '', members = ''] = fields;
    const id = idOf(gid);
    if (fields.length !== 4 || name === '' || id === undefined) return undefined;
    return { name, gid: id, members: members.split(',').filter((member) => member !== ''), line };
  });
}

function readLines<T>(text: string, read: (fields: string[], line: number) => T | undefined): AccountLines<T> {
  const entries: T[] = [];
  const broken: number[] = [];
  const lines = text.split('\n', mostLines + 1);
  for (const [i, line] of lines.slice(0, mostLines).entries()) {
    if (line.trim() === '' || /^\s*#/.test(line) || /^[+-]/.test(line)) continue;
    const entry = read(line.trimStart().split(':', mostFields), i + 1);
    if (entry !== undefined) entries.push(entry);
    else if (broken.length < mostBroken) broken.push(i + 1);
  }
  return { entries, broken, cut: lines.length > mostLines };
}

function idOf(text: string): number | undefined {
  const id = /^\s*(?:\+?\d{1,10}|-0{1,10})$/.test(text) ? Math.abs(Number(text)) : Number.NaN;
  return id <= highestId ? id : undefined;
}
