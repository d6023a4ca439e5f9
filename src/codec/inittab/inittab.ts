/**
 * `/etc/inittab` of System V's init and of BusyBox: what it starts, and starts again when it ends.
 * Sources: inittab(5) of sysvinit (`id:runlevels:action:process`); BusyBox, examples/inittab (the first field is a
 * terminal, the second is not used).
 */

export interface InittabEntry {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly id: string;
  readonly runlevels: string;
  /** `respawn`, `once`, `wait`, `boot`, `sysinit`, `ctrlaltdel`, … */
  readonly action: string;
  readonly process: string;
}

const mostBroken = 100;

export function readInittab(text: string): {
  readonly entries: readonly InittabEntry[];
  readonly broken: readonly number[];
} {
  const entries: InittabEntry[] = [];
  const broken: number[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const found = /^\s*([^:]{0,64}):([^:]{0,32}):([A-Za-z]{2,16}):(.*)$/s.exec(line);
    const [, id = '', runlevels = '', action = '', process = ''] = found ?? [];
    // A `+` keeps sysvinit from writing the start into its log.
    if (found)
      entries.push({ line: i + 1, text: line, id, runlevels, action, process: process.replace(/^\+/, '').trim() });
    else if (broken.length < mostBroken) broken.push(i + 1);
  }
  return { entries, broken };
}
