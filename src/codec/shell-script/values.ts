/** What words, substitutions and pipelines come to, where that is the same on every run. */
import type { FoldBudget } from '../fold/constant.ts';
import { outputOf } from './commands.ts';
import { changed } from './expand.ts';
import type { Command, Piece, Script, Word } from './syntax.ts';
import type { Output, Variables } from './variables.ts';
import { bracedWords, isSplitting, isTakenApart } from './word-shape.ts';

/** Calls of functions within calls of functions. */
const mostCalls = 8;

export class Values {
  readonly functions: Map<string, Script> = new Map();
  /** What the last pipe carried into a command that is not known. */
  lost: Output | undefined;
  readonly #variables: Variables;
  readonly #budget: FoldBudget;
  #calls = 0;
  /** What words are, as long as no variable changes: a word within substitutions is asked for again and again. */
  readonly #words: WeakMap<Word, { readonly state: number; readonly value: Output | undefined }> = new WeakMap();

  constructor(variables: Variables, budget: FoldBudget) {
    this.#variables = variables;
    this.#budget = budget;
  }

  valueOf(word: Word): Output | undefined {
    const held = this.#words.get(word);
    if (held?.state === this.#variables.state) return held.value;
    const value = this.#worked(word);
    this.#words.set(word, { state: this.#variables.state, value });
    return value;
  }

  #worked(word: Word): Output | undefined {
    const values: Output[] = [];
    for (const piece of word.pieces) {
      const value = this.pieceValue(piece);
      if (value === undefined) return undefined;
      values.push(value);
    }
    const text = values.map((value) => value.text).join('');
    if (!this.#budget.spend(text.length)) return undefined;
    const braced = word.pieces.length === 1 && bracedWords(word.pieces[0]);
    if (braced) return { text: braced, telling: true };
    return { text, telling: values.some(({ telling }) => telling) || isTakenApart(word, values) };
  }

  pieceValue(piece: Piece): Output | undefined {
    if (piece.kind === 'text')
      return { text: piece.text, telling: piece.escaped && piece.quote === "'" && piece.text.length >= 3 };
    if (piece.kind === 'variable') return this.#variable(piece);
    return piece.kind === 'output' ? this.#substituted(piece.script) : undefined;
  }

  #variable(piece: Piece & { readonly kind: 'variable' }): Output | undefined {
    const { name, index, change } = piece;
    if (name === 'IFS' && !this.#variables.isAssigned('IFS') && !change) return { text: ' ', telling: false };
    const value = this.#variables.valueOf(name, index);
    if (!value || !change) return value;
    const parts = change.parts.map((part) => this.valueOf(part)?.text);
    if (!parts.every((part) => part !== undefined)) return undefined;
    const text = changed(value.text, change.how, parts);
    if (text === undefined || !this.#budget.spend(text.length)) return undefined;
    return { text, telling: value.telling || change.how === '//' };
  }

  /** `$(…)`: one pipeline whose output is known. */
  #substituted(script: Script): Output | undefined {
    const [item, more] = script.filter(({ kind }) => kind === 'pipeline');
    if (item?.kind !== 'pipeline' || more || !this.#budget.spend()) return undefined;
    const output = this.flow(item.commands, undefined);
    return output && { text: output.text.replace(/\n+$/, ''), telling: output.telling };
  }

  /** What the commands write, one after the other; `until` only reads. */
  flow(commands: readonly Command[], until: Command | undefined): Output | undefined {
    let flowing: Output | undefined;
    this.lost = undefined;
    for (const command of commands) {
      if (command.redirected !== undefined && !command.input && command !== commands.at(-1)) return undefined;
      const input = command.input ? this.valueOf(command.input) : flowing;
      flowing = this.#output(command, input);
      this.lost = flowing ? undefined : input;
      if (flowing === undefined) return undefined;
    }
    return until?.input ? this.valueOf(until.input) : flowing;
  }

  #output(command: Command, input: Output | undefined): Output | undefined {
    const values = command.words.map((word) => this.valueOf(word));
    const known = values.filter((value) => value !== undefined);
    const [name] = known;
    if (known.length < values.length || !name) return undefined;
    const body = this.functions.get(name.text);
    if (body) return this.#call(body, known.slice(1), input);
    const words = known.flatMap(({ text }, i) => (isSplitting(command.words[i]) ? text.trim().split(/\s+/) : [text]));
    const output = outputOf(words, input, this.#budget);
    const telling = known.some((value) => value.telling) || input?.telling === true;
    return output && telling && !output.telling ? { ...output, telling } : output;
  }

  /** A function of one pipeline, such as `d() { echo "$1" | base64 -d; }`. */
  #call(body: Script, values: readonly Output[], input: Output | undefined): Output | undefined {
    const pipelines = body
      .filter((item) => item.kind === 'pipeline')
      .filter(({ commands }) => commands.some(({ words }) => words.length > 0));
    const [only] = pipelines;
    if (pipelines.length !== 1 || !only || this.#calls >= mostCalls) return undefined;
    this.#calls++;
    const output = this.#variables.within(() => {
      this.#variables.setArguments(values);
      return this.#called(only.commands, input);
    });
    this.#calls--;
    return output;
  }

  #called([first, ...rest]: readonly Command[], input: Output | undefined): Output | undefined {
    let flowing = first && this.#output(first, first.input ? this.valueOf(first.input) : input);
    for (const command of rest) flowing = flowing && this.#output(command, flowing);
    return flowing;
  }
}
