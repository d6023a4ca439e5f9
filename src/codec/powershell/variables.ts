/** What the variables of a script hold. Whether a block is run is not known, so what only it sets may not hold behind it. */
import type { Part } from './part.ts';
import type { Token } from './tokens.ts';

/** Variables that every PowerShell has, from which scripts pick letters. */
const given: readonly (readonly [string, string])[] = [
  ['pshome', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0'],
  ['shellid', 'Microsoft.PowerShell'],
  ['env:comspec', 'C:\\WINDOWS\\system32\\cmd.exe'],
  ['env:public', 'C:\\Users\\Public'],
  ['verbosepreference', 'SilentlyContinue'],
];

export class Variables {
  readonly #held: Map<string, Part> = new Map();
  /** Variables set in each block that is open, and in no block within it. */
  readonly #blocks: Set<string>[] = [];
  /** How often each variable is set anywhere. */
  readonly #assigned: Map<string, number> = new Map();

  constructor(tokens: readonly Token[]) {
    for (const [i, { kind, value }] of tokens.entries())
      if (kind === 'variable' && tokens[i + 1]?.value.endsWith('='))
        this.#assigned.set(value, (this.#assigned.get(value) ?? 0) + 1);
    for (const [name, value] of given) this.#held.set(name, { at: 0, end: 0, value, telling: false, composed: false });
  }

  get(name: string): Part | undefined {
    return this.#held.get(name);
  }

  /** Without a part the variable is unknown from here on. */
  set(name: string, part: Part | undefined): void {
    if (part) this.#held.set(name, part);
    else this.#held.delete(name);
  }

  /** An assignment of the script's, which the block around it is told. */
  assign(name: string, part: Part | undefined): void {
    this.#blocks.at(-1)?.add(name);
    this.set(name, part?.value === undefined ? undefined : part);
  }

  enter(): void {
    this.#blocks.push(new Set());
  }

  /** What the block set holds on only where nothing else sets it. */
  leave(): void {
    for (const name of this.#blocks.pop() ?? []) if ((this.#assigned.get(name) ?? 0) > 1) this.#held.delete(name);
  }
}
