/**
 * Undoes the string tricks of shell scripts: words taken apart by quotes and backslashes, variables that hold pieces,
 * `$'\x63'`, `${a:2:3}`, texts that pass through `base64 -d`, `rev`, `tr` and the like, and what `eval` or a shell at the
 * end of a pipe is then given. The script is read from top to bottom; nothing is run and no branch is chosen.
 * Does not see: loops that build a text, arithmetic, files, what a variable is outside.
 */
import { type FoldBudget, mostLayers } from '../fold/constant.ts';
import { applyEdits, Folding } from '../fold/edits.ts';
import { bytesOf, isPlain, packedAs } from '../fold/encodings.ts';
import { quoted } from './escapes.ts';
import { codeArgument, runsInput } from './interpreters.ts';
import { ShellParser } from './parse.ts';
import type { Command, Item, Script, Word } from './syntax.ts';
import { Values } from './values.ts';
import { joined, type Output, Variables } from './variables.ts';
import { isSplit, plainText } from './word-shape.ts';

export function foldShell(text: string, folding: Folding = new Folding(), layer = 0): Folding {
  const parser = new ShellParser(text, folding.budget);
  const script = parser.read();
  new ShellFolder(folding, parser.assigned, layer).walk(script);
  return folding;
}

/** Code within code: folded on its own, for its text alone. */
function foldLayer(code: Output, budget: FoldBudget, layer: number): Output {
  if (layer >= mostLayers || !budget.spend(code.text.length)) return code;
  const { edits } = foldShell(code.text, new Folding(budget), layer + 1);
  return { text: applyEdits(code.text, edits), telling: code.telling || edits.some(({ telling }) => telling) };
}

class ShellFolder {
  readonly #folding: Folding;
  readonly #layer: number;
  readonly #variables: Variables;
  readonly #values: Values;

  constructor(folding: Folding, assigned: ReadonlyMap<string, number>, layer: number) {
    this.#folding = folding;
    this.#layer = layer;
    this.#variables = new Variables(assigned);
    this.#values = new Values(this.#variables, folding.budget);
  }

  walk(script: Script): void {
    for (const item of script) this.#item(item);
  }

  #item(item: Item): void {
    if (!this.#folding.budget.spend()) return;
    if (item.kind === 'enter') this.#variables.enter();
    else if (item.kind === 'leave') this.#variables.leave();
    else if (item.kind === 'function') {
      this.#values.functions.set(item.name, item.body);
      this.#variables.touch();
      this.#variables.enter();
      this.walk(item.body);
      this.#variables.leave();
    } else {
      for (const command of item.commands) this.#command(command);
      this.#pipeline(item.commands, item.at);
    }
  }

  #command(command: Command): void {
    for (const { name, adds, value } of command.assignments) {
      const added = 'pieces' in value ? this.#assignable(value) : this.#list(value);
      const held = adds ? joined(this.#variables.get(name), added, this.#folding.budget) : added;
      this.#variables.assign(name, held);
    }
    for (const word of command.words) this.#word(word);
    if (command.input) this.#pieces(command.input);
    this.#unset(command);
  }

  #assignable(word: Word): Output | undefined {
    this.#word(word);
    return this.#values.valueOf(word);
  }

  #list(words: readonly Word[]): readonly Output[] | undefined {
    const values = words.map((word) => this.#assignable(word));
    return values.every((value) => value !== undefined) ? values : undefined;
  }

  /** `read x`, `for x in …`, `unset x`. */
  #unset(command: Command): void {
    const [first, ...rest] = command.words.map((word) => plainText(word));
    if (first !== 'read' && first !== 'for' && first !== 'unset' && first !== 'select' && first !== 'getopts') return;
    this.#variables.forget(rest);
  }

  /** A word that is the same on every run is written as that; otherwise its parts are. */
  #word(word: Word): void {
    const value = this.#values.valueOf(word);
    if (value === undefined) {
      this.#pieces(word);
      return;
    }
    const [only, more] = word.pieces;
    if (!more && only?.kind === 'text' && !only.escaped && !isSplit(word)) return;
    const bare = word.pieces.every(({ kind, quote }) => kind !== 'text' && quote === '') || isSplit(word);
    const text = bare && isPlain(value.text) ? value.text : quoted(value.text);
    this.#replace(word, text, value);
  }

  #pieces(word: Word): void {
    for (const piece of word.pieces) {
      if (piece.kind === 'output' && !piece.detached) this.#variables.within(() => this.walk(piece.script));
      const value = piece.kind === 'text' && !piece.escaped ? undefined : this.#values.pieceValue(piece);
      if (value === undefined) continue;
      const text = piece.quote === '"' ? value.text.replace(/["\\$`]/g, '\\$&') : quoted(value.text);
      this.#replace(piece, text, value);
    }
  }

  #replace({ at, end }: { at: number; end: number }, text: string, value: Output): void {
    if (isPlain(value.text)) this.#folding.replace(at, end, text, value.text, value.telling);
    else this.#hide(at, end, value);
  }

  #hide(at: number, end: number, { text, telling }: Output): void {
    const bytes = bytesOf(text);
    const packed = packedAs(bytes);
    if (telling && bytes.length >= 16) this.#folding.hidden.push({ at, end, bytes, ...(packed ? { packed } : {}) });
  }

  /** What flows through the pipe as far as it is known, and the shell that may stand at its end. */
  #pipeline(commands: readonly Command[], at: number): void {
    const [first, ...rest] = commands;
    const last = commands.at(-1);
    if (!first || !last) return;
    const words = last.words.map((word) => this.#values.valueOf(word)?.text);
    const code = rest.length > 0 || last.input ? this.#values.flow(commands.slice(0, -1), last) : undefined;
    if (code !== undefined && runsInput(words)) this.#code(at, last.end, code);
    else if (rest.length === 0 && this.#given(last, words)) return;
    else {
      const written = this.#values.flow(commands, undefined);
      const end = last.input ? last.end : (last.redirected ?? last.end);
      if (this.#values.lost && !isPlain(this.#values.lost.text)) this.#hide(at, last.end, this.#values.lost);
      if (written?.telling)
        this.#replace({ at, end }, `printf %s ${quoted(written.text)}${last.input ? '' : ' '}`, written);
    }
  }

  /** `eval …`, `sh -c …`: what it is given is the code. */
  #given(command: Command, words: readonly (string | undefined)[]): boolean {
    const from = codeArgument(words);
    if (from === undefined) return false;
    const given = command.words.slice(from).map((word) => this.#values.valueOf(word));
    const known = given.filter((value) => value !== undefined);
    if (known.length < given.length || known.length === 0) return false;
    const kept = words[0] === 'eval' ? known : known.slice(0, 1);
    const end = command.words.at(-1)?.end ?? command.end;
    this.#code(command.at, end, {
      text: kept.map(({ text }) => text).join(' '),
      telling: kept.some(({ telling }) => telling),
    });
    return true;
  }

  #code(at: number, end: number, code: Output): void {
    if (!isPlain(code.text)) {
      this.#hide(at, end, code);
      return;
    }
    const { text, telling } = foldLayer(code, this.#folding.budget, this.#layer);
    this.#folding.replace(at, end, text, text, telling);
  }
}
