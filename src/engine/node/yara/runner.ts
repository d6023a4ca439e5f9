/**
 * Runs rules in a process that can be ended: a bad expression hangs the engine, and neither ending its thread nor
 * asking its process to exit stops it (measured with @litko/yara-x 0.3).
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { RuleMatch } from '../../../model/script-payloads.ts';
import type { Miss } from '../../../model/units.ts';
import type { RuleRunner } from '../../rules.ts';
import type { FromChild, Reading, RuleFile, ToChild } from './messages.ts';

// From TypeScript, as tests run, the process is the compiled one.
const childFile = import.meta.url.endsWith('.ts')
  ? '../../../../dist/src/engine/node/yara/yara-child.js'
  : './yara-child.js';

/** So long rules may take to be compiled, and so long over one artifact. */
const loadMs = 120_000;
const matchMs = 30_000;
/** Rules that fail so often in a row are not run any more: each failure costs its time. */
const mostFailures = 3;

export interface RunnerOptions {
  /** Milliseconds for one artifact. */
  readonly matchMs?: number;
  /** What the process runs; for tests. */
  readonly child?: URL;
}

type Failure = { readonly code: 'limit-time' | 'crashed'; readonly what: string };

/** A process with rules in it, started when first needed and anew after it was ended. */
export class YaraRunner implements RuleRunner {
  readonly #files: readonly RuleFile[];
  readonly #matchMs: number;
  readonly #url: URL;
  #child: ChildProcess | undefined;
  #failures = 0;

  constructor(files: readonly RuleFile[], options: RunnerOptions = {}) {
    this.#files = files;
    this.#matchMs = options.matchMs ?? matchMs;
    this.#url = options.child ?? new URL(childFile, import.meta.url);
  }

  /** Compiles the rules; says which files could not be. */
  async load(): Promise<Reading | Failure> {
    this.#child = fork(this.#url, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.#child.unref();
    this.#child.channel?.unref();
    const told = await this.#ask({ load: this.#files }, loadMs);
    return 'loaded' in told ? told.loaded : failureOf(told);
  }

  async match(bytes: Uint8Array): Promise<readonly RuleMatch[] | Miss> {
    if (this.#failures >= mostFailures) return gap('limit-time', 'the YARA rules failed too often: not run any more');
    if (!this.#child) {
      const loaded = await this.load();
      if ('what' in loaded) return this.#failed(loaded);
    }
    const told = await this.#ask({ bytes }, this.#matchMs);
    if (!('matches' in told)) return this.#failed(failureOf(told));
    this.#failures = 0;
    return told.matches;
  }

  /** Ends the process. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #failed({ code, what }: Failure): Miss {
    this.#failures++;
    this.close();
    return gap(code, what);
  }

  #ask(message: ToChild, ms: number): Promise<FromChild | Failure> {
    const child = this.#child;
    if (!child) return Promise.resolve({ code: 'crashed', what: 'the YARA rules’ process is gone' });
    return new Promise((resolve) => {
      const settle = (outcome: FromChild | Failure): void => {
        clearTimeout(timer);
        child.off('message', settle);
        child.off('error', gone);
        child.off('exit', gone);
        resolve(outcome);
      };
      const gone = (): void => settle({ code: 'crashed', what: 'the YARA rules’ process ended unexpectedly' });
      const late = (): void =>
        settle({ code: 'limit-time', what: `the YARA rules took more than ${ms / 1000} s: given up` });
      const timer = setTimeout(late, ms);
      child.on('message', settle);
      child.on('error', gone);
      child.on('exit', gone);
      child.send(message, (error) => error && gone());
    });
  }
}

function failureOf(told: FromChild | Failure): Failure {
  return 'code' in told ? told : { code: 'crashed', what: 'the YARA rules’ process answered something else' };
}

function gap(code: Failure['code'], what: string): Miss {
  return { gap: { code, what } };
}
