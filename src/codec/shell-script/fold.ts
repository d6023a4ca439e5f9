/**
 * Undoes the string tricks of shell scripts: words taken apart by quotes and backslashes, variables that hold pieces,
 * `$'\x63'`, `${a:2:3}`, texts that pass through `base64 -d`, `rev`, `tr` and the like, and what `eval` or a shell at the
 * end of a pipe is then given. The script is read from top to bottom; nothing is run and no branch is chosen.
 * Does not see: loops that build a text, arithmetic, files, what a variable is outside.
 */
import { type FoldBudget, mostLayers } from '../fold/constant.ts';
import { applyEdits, Folding } from '../fold/edits.ts';
import { bytesOf, isPlain, packedAs } from '../fold/encodings.ts';
import { type Output, outputOf } from './commands.ts';
import { changed } from './expand.ts';
import { ShellParser } from './parse.ts';
import type { Command, Item, Piece, Script, Word } from './syntax.ts';

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

type Held = Output | readonly Output[];

const isList = (held: Held | undefined): held is readonly Output[] => Array.isArray(held);

/** Calls of functions within calls of functions. */
const mostCalls = 8;

class ShellFolder {
  readonly #folding: Folding;
  readonly #assigned: ReadonlyMap<string, number>;
  readonly #layer: number;
  #variables: Map<string, Held> = new Map();
  readonly #functions: Map<string, Script> = new Map();
  /** Variables set in each block that is open. */
  readonly #blocks: Set<string>[] = [];
  #calls = 0;
  /** What words are, as long as no variable changes: a word within substitutions is asked for again and again. */
  readonly #values: WeakMap<Word, { readonly state: number; readonly value: Output | undefined }> = new WeakMap();
  #state = 0;
  #states = 0;
  /** What the last pipe carried into a command that is not known. */
  #lost: Output | undefined;
  /** Positions are those of the script, so that edits may be made. */
  #placed = true;

  constructor(folding: Folding, assigned: ReadonlyMap<string, number>, layer: number) {
    this.#folding = folding;
    this.#assigned = assigned;
    this.#layer = layer;
  }

  walk(script: Script): void {
    for (const item of script) this.#item(item);
  }

  #item(item: Item): void {
    if (!this.#folding.budget.spend()) return;
    if (item.kind === 'enter') this.#blocks.push(new Set());
    else if (item.kind === 'leave') this.#leave();
    else if (item.kind === 'function') {
      this.#functions.set(item.name, item.body);
      this.#state = ++this.#states;
      this.#blocks.push(new Set());
      this.walk(item.body);
      this.#leave();
    } else {
      for (const command of item.commands) this.#command(command);
      this.#pipeline(item.commands, item.at);
    }
  }

  /** Whether a block was run is not known: what it set holds only where nothing else sets it. */
  #leave(): void {
    this.#state = ++this.#states;
    for (const name of this.#blocks.pop() ?? []) if ((this.#assigned.get(name) ?? 0) > 1) this.#variables.delete(name);
  }

  #command(command: Command): void {
    for (const { name, adds, value } of command.assignments) {
      const added = 'pieces' in value ? this.#assignable(value) : this.#list(value);
      const held = adds ? joined(this.#variables.get(name), added) : added;
      this.#state = ++this.#states;
      if (held === undefined) this.#variables.delete(name);
      else this.#variables.set(name, held);
      for (const block of this.#blocks) block.add(name);
    }
    for (const word of command.words) this.#word(word);
    if (command.input) this.#pieces(command.input);
    this.#unset(command);
  }

  #assignable(word: Word): Output | undefined {
    this.#word(word);
    return this.#valueOf(word);
  }

  #list(words: readonly Word[]): readonly Output[] | undefined {
    const values = words.map((word) => this.#assignable(word));
    return values.every((value) => value !== undefined) ? values : undefined;
  }

  /** `read x`, `for x in …`, `unset x`. */
  #unset(command: Command): void {
    const [first, ...rest] = command.words.map((word) => plainText(word));
    if (first !== 'read' && first !== 'for' && first !== 'unset' && first !== 'select' && first !== 'getopts') return;
    this.#state = ++this.#states;
    for (const name of rest) if (name !== undefined) this.#variables.delete(name);
  }

  /** A word that is the same on every run is written as that; otherwise its parts are. */
  #word(word: Word): void {
    const value = this.#valueOf(word);
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
      if (piece.kind === 'output' && !piece.detached) this.#inner(piece.script);
      const value = piece.kind === 'text' && !piece.escaped ? undefined : this.#pieceValue(piece);
      if (value === undefined) continue;
      const text = piece.quote === '"' ? value.text.replace(/["\\$`]/g, '\\$&') : quoted(value.text);
      this.#replace(piece, text, value);
    }
  }

  /** A substitution has variables of its own. */
  #inner(script: Script): void {
    const [outside, state] = [this.#variables, this.#state];
    this.#variables = new Map(outside);
    this.walk(script);
    this.#variables = outside;
    this.#state = state;
  }

  #replace({ at, end }: { at: number; end: number }, text: string, value: Output): void {
    if (!this.#placed) return;
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
    const words = last.words.map((word) => this.#valueOf(word)?.text);
    const code = rest.length > 0 || last.input ? this.#flow(commands.slice(0, -1), last) : undefined;
    if (code !== undefined && runsInput(words)) this.#code(at, last.end, code);
    else if (rest.length === 0 && this.#given(last, words)) return;
    else {
      const written = this.#flow(commands, undefined);
      const end = last.input ? last.end : (last.redirected ?? last.end);
      if (this.#lost && !isPlain(this.#lost.text) && this.#placed) this.#hide(at, last.end, this.#lost);
      if (written?.telling)
        this.#replace({ at, end }, `printf %s ${quoted(written.text)}${last.input ? '' : ' '}`, written);
    }
  }

  /** `eval …`, `sh -c …`: what it is given is the code. */
  #given(command: Command, words: readonly (string | undefined)[]): boolean {
    const from = codeArgument(words);
    if (from === undefined) return false;
    const given = command.words.slice(from).map((word) => this.#valueOf(word));
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
    if (!this.#placed) return;
    if (!isPlain(code.text)) {
      this.#hide(at, end, code);
      return;
    }
    const { text, telling } = foldLayer(code, this.#folding.budget, this.#layer);
    this.#folding.replace(at, end, text, text, telling);
  }

  /** What the commands write, one after the other; `until` only reads. */
  #flow(commands: readonly Command[], until: Command | undefined): Output | undefined {
    let flowing: Output | undefined;
    this.#lost = undefined;
    for (const command of commands) {
      if (command.redirected !== undefined && !command.input && command !== commands.at(-1)) return undefined;
      const input = command.input ? this.#valueOf(command.input) : flowing;
      flowing = this.#output(command, input);
      this.#lost = flowing ? undefined : input;
      if (flowing === undefined) return undefined;
    }
    return until?.input ? this.#valueOf(until.input) : flowing;
  }

  #output(command: Command, input: Output | undefined): Output | undefined {
    const values = command.words.map((word) => this.#valueOf(word));
    const known = values.filter((value) => value !== undefined);
    const [name] = known;
    if (known.length < values.length || !name) return undefined;
    const body = this.#functions.get(name.text);
    if (body) return this.#call(body, known.slice(1), input);
    const words = known.flatMap(({ text }, i) => (isSplitting(command.words[i]) ? text.trim().split(/\s+/) : [text]));
    const output = outputOf(words, input, this.#folding.budget);
    const telling = known.some((value) => value.telling) || input?.telling === true;
    return output && telling && !output.telling ? { ...output, telling } : output;
  }

  /** A function of one pipeline, such as `d() { echo "$1" | base64 -d; }`. */
  #call(body: Script, values: readonly Output[], input: Output | undefined): Output | undefined {
    const pipelines = body
      .filter((item) => item.kind === 'pipeline')
      .filter(({ commands }) => commands.some((c) => c.words.length > 0));
    const [only] = pipelines;
    if (pipelines.length !== 1 || !only || this.#calls >= mostCalls) return undefined;
    const [outside, placed, state] = [this.#variables, this.#placed, this.#state];
    this.#state = ++this.#states;
    this.#variables = new Map(outside);
    values.forEach((value, i) => void this.#variables.set(String(i + 1), value));
    this.#variables.set('@', { text: values.map(({ text }) => text).join(' '), telling: false });
    this.#calls++;
    this.#placed = false;
    const [first, ...rest] = only.commands;
    const begun = first ? this.#output(first, first.input ? this.#valueOf(first.input) : input) : undefined;
    let flowing = begun;
    for (const command of rest) flowing = flowing && this.#output(command, flowing);
    this.#calls--;
    this.#placed = placed;
    this.#variables = outside;
    this.#state = state;
    return flowing;
  }

  #valueOf(word: Word): Output | undefined {
    const held = this.#values.get(word);
    if (held?.state === this.#state) return held.value;
    const value = this.#worked(word);
    this.#values.set(word, { state: this.#state, value });
    return value;
  }

  #worked(word: Word): Output | undefined {
    const values: Output[] = [];
    for (const piece of word.pieces) {
      const value = this.#pieceValue(piece);
      if (value === undefined) return undefined;
      values.push(value);
    }
    const text = values.map((value) => value.text).join('');
    if (!this.#folding.budget.spend(text.length)) return undefined;
    const braced = word.pieces.length === 1 && bracedWords(word.pieces[0]);
    if (braced) return { text: braced, telling: true };
    return { text, telling: values.some(({ telling }) => telling) || isTakenApart(word, values) };
  }

  #pieceValue(piece: Piece): Output | undefined {
    if (piece.kind === 'text')
      return { text: piece.text, telling: piece.escaped && piece.quote === "'" && piece.text.length >= 3 };
    if (piece.kind === 'variable') return this.#variable(piece);
    return piece.kind === 'output' ? this.#substituted(piece.script) : undefined;
  }

  #variable(piece: Piece & { readonly kind: 'variable' }): Output | undefined {
    if (piece.name === 'IFS' && !this.#assigned.has('IFS') && !piece.change) return { text: ' ', telling: false };
    const held = this.#variables.get(piece.name);
    const value = isList(held) ? element(held, piece.index) : piece.index === undefined ? held : undefined;
    if (!value || !piece.change) return value;
    const parts = piece.change.parts.map((part) => this.#valueOf(part)?.text);
    if (!parts.every((part) => part !== undefined)) return undefined;
    const text = changed(value.text, piece.change.how, parts);
    if (text === undefined || !this.#folding.budget.spend(text.length)) return undefined;
    return { text, telling: value.telling || piece.change.how === '//' };
  }

  /** `$(…)`: one pipeline whose output is known. */
  #substituted(script: Script): Output | undefined {
    const [item, more] = script.filter(({ kind }) => kind === 'pipeline');
    if (item?.kind !== 'pipeline' || more || !this.#folding.budget.spend()) return undefined;
    const output = this.#flow(item.commands, undefined);
    return output && { text: output.text.replace(/\n+$/, ''), telling: output.telling };
  }
}

function joined(held: Held | undefined, added: Held | undefined): Held | undefined {
  if (held === undefined || added === undefined) return undefined;
  if (isList(held)) return isList(added) ? [...held, ...added] : undefined;
  return isList(added) ? undefined : { text: held.text + added.text, telling: held.telling || added.telling };
}

/** `${a[2]}`, `${a[@]}`. */
function element(values: readonly Output[], index: string | undefined): Output | undefined {
  if (index === '@' || index === '*')
    return { text: values.map(({ text }) => text).join(' '), telling: values.some(({ telling }) => telling) };
  return /^\d{1,9}$/.test(index ?? '0') ? values[Number(index ?? 0)] : undefined;
}

/** An unquoted variable or substitution on its own is split into words. */
function isSplitting(word: Word | undefined): boolean {
  return word?.pieces.every(({ kind, quote }) => kind !== 'text' && quote === '') === true;
}

/** `curl${IFS}-o${IFS}x`, `{curl,-o,x}`. */
function isSplit(word: Word): boolean {
  const pieces = word.pieces;
  return (
    pieces.some((piece) => piece.kind === 'variable' && piece.name === 'IFS' && piece.quote === '') ||
    (pieces.length === 1 && bracedWords(pieces[0]) !== undefined)
  );
}

function bracedWords(piece: Piece | undefined): string | undefined {
  if (piece?.kind !== 'text' || piece.quote !== '' || piece.escaped) return undefined;
  const inner = /^\{([^{}]*,[^{}]*)\}$/.exec(piece.text)?.[1];
  return inner?.split(',').join(' ');
}

function plainText(word: Word): string | undefined {
  return word.pieces.every(({ kind }) => kind === 'text')
    ? word.pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
    : undefined;
}

/** Pieces of a hidden word are short; paths and options that are put together are not. */
const shortPiece = 3;

/** Quotes that begin and end in the middle of a word: `po"ol.exa"mple`. */
const insideWord = /^[a-z\d](?:\S*[a-z\d])?$/i;

/** Seams within a word: `cu''rl`, `c\url`, `$a$b$c` of short pieces, `${IFS}` for blanks. */
function isTakenApart(word: Word, values: readonly Output[]): boolean {
  let seams = 0;
  let short = 0;
  const format = values.some(({ text }) => text.includes('%'));
  word.pieces.forEach((piece, i) => {
    const text = values[i]?.text ?? '';
    const before = values[i - 1]?.text ?? '';
    const after = values[i + 1]?.text ?? '';
    const inWord = /[a-z\d]$/i.test(before);
    if (piece.kind === 'variable' && piece.name === 'IFS' && piece.quote === '') seams++;
    else if (piece.kind === 'text' && inWord && text === '' && /^[a-z\d]/i.test(after)) seams++;
    else if (piece.kind === 'text' && inWord && piece.escaped && !format && /^[a-z\d]/i.test(text)) seams++;
    else if (piece.kind === 'text' && piece.quote !== '' && inWord && insideWord.test(text) && /^[a-z\d]/i.test(after))
      seams++;
    else if (inWord && /^[a-z\d]/i.test(text) && text.length <= shortPiece) short++;
  });
  return seams > 0 || short >= 2;
}

const shells = /(?:^|\/)(?:ba|da|z|k|a)?sh$/;

/** A shell that is given no file: it reads its code. */
function runsInput(words: readonly (string | undefined)[]): boolean {
  const [first, ...rest] = words[0] === 'sudo' || words[0] === 'nohup' || words[0] === 'exec' ? words.slice(1) : words;
  return shells.test(first ?? '') && (rest.length === 0 || rest[0] === '-s' || rest[0] === '-' || rest[0] === '-x');
}

/** Where the code stands among the words of `eval` and `sh -c`. */
function codeArgument(words: readonly (string | undefined)[]): number | undefined {
  if (words[0] === 'eval') return 1;
  const at = words.findIndex((word) => word !== undefined && shells.test(word));
  const flag = at >= 0 && at <= 2 ? words.slice(at + 1, at + 4).findIndex((word) => /^-[a-z]*c$/.test(word ?? '')) : -1;
  return flag < 0 ? undefined : at + flag + 2;
}

/** As a shell would have to be given it. */
function quoted(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
