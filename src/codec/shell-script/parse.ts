/**
 * Reads a shell script into pipelines, words and their parts, in one pass and whatever the text is: what breaks the
 * grammar is read as words. Source: POSIX.1-2017, Shell Command Language; GNU Bash manual for `$'…'`, `<<<`, arrays.
 * Does not see: aliases, history, arithmetic, arrays with names for indexes.
 */
import { deepest, type FoldBudget } from '../fold/constant.ts';
import { Reading, type Substitutions } from './reading.ts';
import { type Parts, RedirectionReader } from './redirections.ts';
import type { Command, Item, Script, Word } from './syntax.ts';
import { WordReader } from './words.ts';

/** Words after which a new command begins. */
const opening = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '{', '!', 'time']);
const blockStarts = new Set(['if', 'while', 'until', 'do', '{', 'for', 'case', 'select']);
const blockEnds = new Set(['fi', 'done', '}', 'esac']);
const declaring = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);

export class ShellParser implements Substitutions {
  readonly #reading: Reading;
  readonly #words: WordReader;
  readonly #redirections: RedirectionReader;
  /** How often each variable is set anywhere. */
  readonly assigned: Map<string, number> = new Map<string, number>();

  constructor(text: string, budget: FoldBudget, depth = 0) {
    this.#reading = new Reading(text, budget, depth);
    this.#words = new WordReader(this.#reading, this);
    this.#redirections = new RedirectionReader(this.#reading, this.#words);
  }

  /** All of the text; a closing bracket too many ends nothing. */
  read(): Script {
    const items: Item[] = [];
    while (!this.#reading.atEnd && this.#reading.budget.spend()) {
      for (const item of this.script()) items.push(item);
      this.#reading.at++;
    }
    return items;
  }

  /** Up to the bracket that closes it, or the end. */
  script(): Item[] {
    const items: Item[] = [];
    if (++this.#reading.depth > deepest) this.#reading.at = this.#reading.text.length;
    while (!this.#reading.atEnd && this.#reading.character !== ')' && this.#reading.budget.spend()) this.#item(items);
    this.#reading.depth--;
    return items;
  }

  #item(items: Item[]): void {
    const begun = this.#reading.at;
    this.#reading.skipBlanks();
    const character = this.#reading.character;
    if (character === undefined || character === ')') return;
    if (character === '(') {
      this.#reading.at++;
      items.push({ kind: 'enter' });
      for (const item of this.script()) items.push(item);
      items.push({ kind: 'leave' });
      this.#reading.at++;
    } else if (/[\n;&|<>]/.test(character) && !this.#redirections.begins()) this.#separator();
    else this.#pipeline(items);
    // Whatever the text is, reading goes on.
    if (this.#reading.at === begun) this.#reading.at++;
  }

  #separator(): void {
    if (this.#reading.text[this.#reading.at++] === '\n') this.#redirections.inputs();
  }

  #pipeline(items: Item[]): void {
    const commands: Command[] = [];
    const at = this.#reading.at;
    for (;;) {
      const parts = this.#command(items, commands.length === 0);
      if (parts === undefined) return;
      commands.push(parts);
      if (this.#reading.character !== '|' || this.#reading.text[this.#reading.at + 1] === '|') break;
      this.#reading.at += this.#reading.text[this.#reading.at + 1] === '&' ? 2 : 1;
      while (/\s/.test(this.#reading.character ?? '')) this.#reading.at++;
    }
    const from = commands[0]?.at ?? at;
    items.push({ kind: 'pipeline', at: from, end: commands.at(-1)?.end ?? from, commands });
  }

  /** Undefined where it was a word of the grammar, which is told to `items`. */
  #command(items: Item[], first: boolean): Command | undefined {
    const parts: Parts = { at: this.#reading.at, end: this.#reading.at, assignments: [], words: [] };
    while (this.#reading.budget.spend()) {
      this.#reading.skipBlanks();
      const character = this.#reading.character;
      if (character === undefined || (/[\n;&|()<>]/.test(character) && !this.#redirections.begins())) {
        if (character === '(' && parts.words.length === 1) return this.#function(items, parts);
        break;
      }
      if (this.#redirections.begins()) {
        this.#redirections.read(parts);
        continue;
      }
      if (this.#assignment(parts)) continue;
      const word = this.#words.word();
      if (word.end === word.at) break;
      parts.end = word.end;
      parts.words.push(word);
      if (first && parts.words.length === 1 && this.#keyword(items, word)) return undefined;
    }
    return parts;
  }

  /** Tells where blocks begin and end; true where a new command follows. */
  #keyword(items: Item[], word: Word): boolean {
    const [piece, more] = word.pieces;
    if (more || piece?.kind !== 'text' || piece.quote !== '' || piece.escaped) return false;
    if (blockStarts.has(piece.text)) items.push({ kind: 'enter' });
    if (blockEnds.has(piece.text)) items.push({ kind: 'leave' });
    return opening.has(piece.text) || blockEnds.has(piece.text);
  }

  /** `name() { … }` */
  #function(items: Item[], parts: Parts): Command | undefined {
    const name = /^\(\s{0,99}\)\s{0,999}\{/.exec(this.#reading.ahead(1200));
    const word = parts.words[0];
    if (!name || !word) return parts;
    this.#reading.at += name[0].length;
    const body: Item[] = [];
    const open = { depth: 1 };
    if (++this.#reading.depth > deepest) this.#reading.at = this.#reading.text.length;
    while (!this.#reading.atEnd && open.depth > 0 && this.#reading.budget.spend()) {
      const before = body.length;
      // A pattern of `case` ends with a bracket that was never opened.
      if (this.#reading.character === ')') this.#reading.at++;
      this.#item(body);
      for (const { kind } of body.slice(before)) open.depth += kind === 'enter' ? 1 : kind === 'leave' ? -1 : 0;
    }
    this.#reading.depth--;
    items.push({ kind: 'function', name: this.#reading.text.slice(word.at, word.end), body });
    return undefined;
  }

  #assignment(parts: Parts): boolean {
    const command = parts.words[0];
    if (command && !declaring.has(this.#reading.text.slice(command.at, command.end))) return false;
    const head = /^([A-Za-z_]\w{0,99})(\[[^\]\s]{0,40}\])?(\+?)=/.exec(this.#reading.ahead(160));
    if (!head) return false;
    const at = this.#reading.at;
    const [all, name = '', index, plus] = head;
    this.#reading.at += all.length;
    const value = this.#reading.character === '(' ? this.#list() : this.#words.word();
    this.assigned.set(name, (this.assigned.get(name) ?? 0) + (index === undefined ? 1 : 2));
    if (index === undefined) parts.assignments.push({ name, adds: plus === '+', value, at, end: this.#reading.at });
    parts.end = this.#reading.at;
    return true;
  }

  /** `(a b c)` */
  #list(): Word[] {
    const words: Word[] = [];
    this.#reading.at++;
    while (!this.#reading.atEnd && this.#reading.character !== ')' && this.#reading.budget.spend()) {
      const before = this.#reading.at;
      while (/\s/.test(this.#reading.character ?? '')) this.#reading.at++;
      if (this.#reading.character === '#') this.#reading.at = this.#reading.lineEnd(this.#reading.at);
      const word = this.#words.word();
      if (word.end > word.at) words.push(word);
      if (this.#reading.at === before) this.#reading.at++;
    }
    this.#reading.at++;
    return words;
  }

  detached(code: string): Script {
    const { depth, budget } = this.#reading;
    return depth >= deepest || !budget.spend(code.length) ? [] : new ShellParser(code, budget, depth + 1).read();
  }
}
