/** The real door: this process's streams. */
import { fstatSync } from 'node:fs';
import type { Door } from './door.ts';

export function terminalDoor(): Door {
  const { stdout, stderr, env } = process;
  endQuietlyWithReader(stdout);
  endQuietlyWithReader(stderr);
  return {
    write: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
    tell: (text) => void stderr.write(text),
    columns: stdout.isTTY ? stdout.columns : undefined,
    color: wantsColor(env, stdout.isTTY),
    progressColumns: stderr.isTTY && env['TERM'] !== 'dumb' ? stderr.columns : undefined,
    // Opened when it is asked for.
    get stdin() {
      return fstatSync(process.stdin.fd).isDirectory() ? folder() : process.stdin;
    },
  };
}

/** Node reads a folder as if it were empty. */
// biome-ignore lint/correctness/useYield: it gives nothing but its error.
async function* folder(): AsyncGenerator<Uint8Array> {
  throw Object.assign(new Error('EISDIR: illegal operation on a directory, read'), { code: 'EISDIR' });
}

/** NO_COLOR, then FORCE_COLOR, then whether there is a terminal. Sources: no-color.org, force-color.org. */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

/** `davylamp scan … | head` is no error: whoever read has read enough, and the exit code still tells the verdict. */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
