/** Ways to wrap a configuration, for the matrix of tests/wrappings.test.ts. All of it is made here and inert. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasPeer } from '../peer.ts';

export interface Wrapping {
  readonly name: string;
  /** Wraps bytes; the name is what the whole is called. */
  readonly wrap: (bytes: Uint8Array) => Uint8Array;
  /** What the wrapped thing is called, where its form can't be told from its bytes alone. */
  readonly called?: string;
  /** The decoder that must have opened it, or any of them; absent where the whole is searched as it stands. */
  readonly by?: string | readonly string[];
  /** The program that makes it, and the Debian package that it comes in. */
  readonly needs?: { readonly command: string; readonly version?: string; readonly from: string };
  /**
   * What it wraps: anything, if absent; `text`; what has a `form`, text included, where nothing else tells it from any
   * other bytes; nothing but the bare `configuration` or `command`.
   */
  readonly takes?: 'text' | 'form' | 'configuration' | 'command';
  /** What it gives, whatever it wraps; a form if absent. */
  readonly gives?: 'text' | 'noise';
}

/** Whether the program that makes it is here. */
export function canWrap({ needs }: Wrapping): boolean {
  return needs === undefined || hasPeer(needs.command, needs.version);
}

/**
 * Lets a program wrap bytes: they stand in the file `payload` of a new folder, where it is run; the result is the
 * file `out`, or whatever file was added.
 */
export function byProgram(command: string, args: readonly string[], input = 'payload'): Wrapping['wrap'] {
  return (bytes) => {
    const folder = mkdtempSync(join(tmpdir(), 'davylamp-wrap-'));
    try {
      writeFileSync(join(folder, input), bytes);
      const { status, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
      const made = readdirSync(folder).find((name) => name.startsWith('out')) ?? '';
      return readFileSync(join(folder, made));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const decode = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
