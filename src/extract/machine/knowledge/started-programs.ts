/**
 * Which files a command line starts: programs, the scripts that interpreters are given, what wrappers (`nice`, `sudo -u`,
 * `flock`, …) and `sh -c` start in their turn. Bare names are looked up in the folders of PATH, relative ones in the
 * folder that the command is in.
 * Does not see: names that are put together at run time, aliases, functions of a script.
 */
import { splitCommands } from '../../../codec/command-line/words.ts';
import { isInterpreter, isShell } from '../../../intel/unix/interpreters.ts';
import type { MachineTree } from '../../../model/machine-units.ts';
import { nameOf, withoutEndingSlashes } from './path-names.ts';
import { firstArgument, inline, isBody, optionValue, ownCommands, programAt, wrappers } from './starting-words.ts';

export interface Surroundings {
  /** Folders of PATH; the system's own if absent. */
  readonly search?: readonly string[];
  /** Where the command begins; `/` if absent. */
  readonly folder?: string;
  /** What `~` and `$HOME` stand for. */
  readonly home?: string;
}

export interface StartedProgram {
  /** Absolute, as the command names it; links in it are not resolved. */
  readonly path: string;
  readonly missing: boolean;
}

const usualSearch: readonly string[] = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

const mostPrograms = 16;
const mostCommands = 64;
const deepest = 4;
const longest = 8192;

/** In the order in which the command names them, each once. */
export function startedPrograms(tree: MachineTree, command: string, around: Surroundings = {}): StartedProgram[] {
  const reading = new Reading(tree, around);
  reading.read(command.slice(0, longest), 0);
  return reading.found;
}

/** `>> /tmp/log` at the beginning of a line, or behind `}`: what is written to is not started. So of `&> /tmp/log`. */
const written = /(^|[\n;|&}])[ \t]{0,200}\d?>{1,2}&?[ \t]{0,200}[^\s;&|()<>]{1,4096}/g;

class Reading {
  readonly found: StartedProgram[] = [];
  readonly #tree: MachineTree;
  readonly #around: Surroundings;
  #folder: string;
  #commands = 0;

  constructor(tree: MachineTree, around: Surroundings) {
    this.#tree = tree;
    this.#around = around;
    this.#folder = around.folder ?? '/';
  }

  read(command: string, depth: number): void {
    if (depth > deepest) return;
    for (const words of splitCommands(command.replace(written, '$1'))) {
      if (++this.#commands > mostCommands) return;
      this.#start(
        words.map(({ text }) => text),
        depth,
      );
    }
  }

  #start(words: readonly string[], depth: number): void {
    const at = programAt(words);
    const [program = '', ...rest] = at < 0 ? [] : words.slice(at);
    const name = nameOf(program);
    if (name === 'cd') this.#enter(rest.find((word) => !word.startsWith('-')));
    else if (name === '.' || name === 'source') this.#tell(rest[0]);
    else if (name !== '' && !ownCommands.has(program)) this.#program(program, name, rest, depth);
  }

  #program(program: string, name: string, rest: readonly string[], depth: number): void {
    this.#tell(program);
    const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
    if (name === 'start-stop-daemon') this.#tell(optionValue(rest, /^(?:-x|-a|--exec|--startas)$/));
    else if (name === 'su' || isShell(name)) this.#shell(rest, name, depth);
    else if (isInterpreter(name)) this.#interpreter(rest, name);
    else if (wrapper && depth < deepest) this.#wrapped(rest, wrapper, depth);
  }

  #wrapped(words: readonly string[], [own, options]: readonly [number, string], depth: number): void {
    let at = 0;
    while (/^-[^-]|^--.|^\w+=/.test(words[at] ?? '') && !isBody(words[at], options))
      at += /^-\w$/.test(words[at] ?? '') && options.includes(words[at]?.[1] ?? '') ? 2 : 1;
    const from = words[at] === '--' ? at + 1 : isBody(words[at], options) ? at : at + own;
    const rest = words.slice(from);
    if (isBody(rest[0], options)) this.#body(rest.slice(1), depth);
    else this.#start(rest, depth + 1);
  }

  /** `sh -c '…'`, `su user -c '…'`, `sh script`. */
  #shell(words: readonly string[], name: string, depth: number): void {
    const body = words.findIndex((word) => /^-[a-z]*c$/.test(word) || word === '--command');
    if (body >= 0) this.#body(words.slice(body + 1), depth);
    else if (name !== 'su') this.#tell(firstArgument(words));
  }

  /** The splitter has already taken bodies with flags apart: then the words that follow are the command. */
  #body(words: readonly string[], depth: number): void {
    const [first = ''] = words;
    if (/[\s;|&]/.test(first)) this.read(first, depth + 1);
    else if (depth < deepest) this.#start(words, depth + 1);
  }

  #interpreter(words: readonly string[], name: string): void {
    const first = words.findIndex((word) => !word.startsWith('-'));
    const isInline = words.slice(0, first < 0 ? words.length : first).some((word) => inline.test(word));
    if (name === 'java') this.#tell(optionValue(words, /^-jar$/));
    // `deno run x.ts`, `bun run x.ts`
    else if (!isInline) this.#tell(firstArgument(words[first] === 'run' ? words.toSpliced(first, 1) : words));
  }

  #enter(folder: string | undefined): void {
    const path = this.#absolute(folder ?? '~');
    if (path !== undefined) this.#folder = path;
  }

  /** Devices stand behind redirections, and other words that name no file are left alone. */
  #tell(word: string | undefined): void {
    if (word === undefined || /[\0\n*?`]|\$\(/.test(word) || /^-|^\/dev\/(?!shm\/|mqueue\/|\.)/.test(word)) return;
    const path = word.includes('/') || word === '~' ? this.#absolute(word) : this.#searched(word);
    if (path === undefined || this.found.length >= mostPrograms) return;
    if (this.found.some((other) => other.path === path)) return;
    this.found.push({ path, missing: this.#tree.follow(path) === undefined });
  }

  #absolute(word: string): string | undefined {
    const { home } = this.#around;
    const text = home === undefined ? word : word.replace(/^(?:~(?=\/|$)|\$HOME\b|\$\{HOME\})/, home);
    if (/[$~]/.test(text.charAt(0)) || text.includes('${') || text.length > 4096) return undefined;
    return normal(text.startsWith('/') ? text : `${this.#folder}/${text}`);
  }

  /** The first folder that has it; nothing where none does, for it may be anything. */
  #searched(name: string): string | undefined {
    const here = normal(`${this.#folder}/${name}`);
    const places = (this.#around.search ?? usualSearch).map((folder) => `${withoutEndingSlashes(folder)}/${name}`);
    const found = places.find((place) => place.startsWith('/') && this.#tree.follow(place)?.kind === 'file');
    // A script that an interpreter is given stands in the folder itself.
    return found ?? (this.#folder !== '/' && this.#tree.follow(here)?.kind === 'file' ? here : undefined);
  }
}

/** Without `.`, `..` and doubled slashes. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
