/**
 * What of a machine's files could not be read, each path once. Without root, the same few files of every process are
 * refused: they are one gap for all processes, with their number.
 */
import type { MachineMiss } from '../../model/machine-units.ts';
import { reason } from '../reason.ts';

type Why = ReturnType<typeof reason>;

/** Gaps with a path of their own; beyond them they are counted. */
const mostGaps = 2_000;
/**
 * Told by the system where what was asked for ended meanwhile, or never was there; by Node of a name with a zero byte.
 */
const absent = new Set(['ENOENT', 'ENOTDIR', 'ESRCH', 'ELOOP', 'ENXIO', 'ENODEV', 'ERR_INVALID_ARG_VALUE']);
/** Of an open file, by its number. */
const handle = /^(\/proc\/\*\/(?:fd|fdinfo)\/)\d+$/;
const ofProcess = /^\/proc\/\d+\/(?:task\/\d+\/)?/;

export class TreeGaps {
  readonly #gaps = new Map<string, Why & { times: number }>();
  #left = 0;

  /** Reading a path ended in an error; that it is not there is none. */
  failed(path: string, error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (absent.has(code)) return;
    // A process that ends while it is read answers with these.
    if (ofProcess.test(path) && (code === 'EINVAL' || code === 'EIO')) return;
    this.add(path, reason(error));
  }

  add(path: string, why: Why): void {
    const place = path.replace(ofProcess, '/proc/*/').replace(handle, '$1*');
    const known = this.#gaps.get(place);
    if (known) known.times++;
    else if (this.#gaps.size < mostGaps) this.#gaps.set(place, { ...why, times: 1 });
    else this.#left++;
  }

  told(): MachineMiss[] {
    const told = [...this.#gaps].map(([path, { gap, what, times }]) => {
      const more = path.startsWith('/proc/*/') && times > 1 ? ` (${times} times)` : '';
      return { gap: { code: gap, what: what + more, path } };
    });
    if (this.#left > 0)
      told.push({ gap: { code: 'limit-count', what: `${this.#left} more places could not be read`, path: '/' } });
    return told;
  }
}
