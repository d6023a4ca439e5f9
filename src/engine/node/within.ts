/**
 * Ends work that never gives up its thread. V8 can end a script from outside wherever it stands, and everything that
 * the script calls with it: so a script of one line calls the work. Costs a tenth of a millisecond.
 */
import { Script } from 'node:vm';

// A script sees no variables but global ones; nobody else has this key, so no type knows it.
const key = Symbol.for('davylamp.work');
const shared = globalThis as unknown as { [key]?: (() => void) | undefined };
const call = new Script("globalThis[Symbol.for('davylamp.work')]()");

/** False where the work was ended after `ms`. What it throws is thrown on. */
export function within(ms: number, work: () => void): boolean {
  shared[key] = work;
  try {
    call.runInThisContext({ timeout: Math.min(2 ** 31 - 1, Math.max(1, Math.ceil(ms))) });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  } finally {
    shared[key] = undefined;
  }
}
