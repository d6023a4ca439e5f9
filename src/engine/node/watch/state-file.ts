/** What a watch keeps at rest: one JSON file, replaced whole, so that a crash leaves the old one or the new one. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type WatchState, watchStateSchema } from '../../../model/watch-state.ts';

/** The state can't be used; one line for the user. */
export class StateTrouble extends Error {}

/** What was kept, or a beginning where nothing was. Throws StateTrouble where it is damaged or of another watch. */
export function readState(path: string | undefined, sources: readonly string[]): WatchState {
  const beginning: WatchState = {
    schema: 1,
    watch: randomUUID(),
    sources: [...sources],
    marks: [],
    incidents: { floor: 0, open: [] },
  };
  if (path === undefined) return beginning;
  const text = textAt(path);
  if (text === undefined) return beginning;
  const read = watchStateSchema.safeParse(parsed(text));
  if (!read.success) throw new StateTrouble(`${path} is no state of a watch; move it away, or name another --state`);
  if (JSON.stringify(read.data.sources) !== JSON.stringify(sources))
    throw new StateTrouble(`${path} is the state of a watch over ${read.data.sources.join(' ')}; name another --state`);
  return read.data;
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return undefined;
    throw new StateTrouble(`cannot read ${path} (${String(code)}); name another --state`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes the state so that it is on the disk when this returns. */
export function writeState(path: string, state: WatchState): void {
  const beside = `${path}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const descriptor = openSync(beside, 'w', 0o600);
    try {
      writeSync(descriptor, JSON.stringify(state));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, path);
    syncFolder(dirname(path));
  } catch (error) {
    throw new StateTrouble(`cannot write ${path}: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

/** The new name is on the disk when the folder is. */
function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } catch {
    // Some file systems refuse this for folders, and then do it in their own time.
  } finally {
    closeSync(descriptor);
  }
}
