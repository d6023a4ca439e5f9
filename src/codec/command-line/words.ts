/**
 * Splits text into commands and words, whatever wrote it: POSIX shells, cmd, PowerShell, crontabs, systemd units,
 * argument lists in JSON, YAML or a program's source, string tables of binaries, /proc/PID/cmdline.
 * No shell's rules are kept to the letter. Where they differ, the reading is taken that finds a program with its
 * arguments; a quoted string that holds flags is read as the command that it is.
 * Sources: POSIX 2.2 Quoting; Microsoft, "Parsing C command-line arguments".
 * Does not see: what a command would print, text that a program puts together from more than strings in a line, encoded
 * commands.
 */
import { joinLines } from './logical-lines.ts';
import { assign, Variables } from './variables.ts';

/** One word; `at` and `end` are indexes into the text that was split. */
export interface Word {
  /** Without quotes, with known variables filled in. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** A NUL or a tag stands before it: it need not belong to what precedes it. */
  readonly apart?: true;
}

/** Whether a command names miners in order to find or kill them; `wmic process call create` starts one. */
export function isHunt(words: readonly { readonly text: string }[]): boolean {
  return words.some(({ text }) => hunters.test(text.slice(-64))) && !words.some(({ text }) => /^create$/i.test(text));
}

const hunters =
  /(?:^|[/\\])(?:pkill|kill|killall|pgrep|[ef]?grep|rg|awk|gawk|sed|findstr|taskkill|wmic|tskill|iptables|ip6tables|select-string|stop-process|get-process|where-object)(?:\.exe)?$/i;

/** What joins strings, in whichever language; a word that ends with its string, or a flag that begins one, stays apart. */
const anyJoint = /[ \t]{0,9}[+&.][ \t]{0,9}(\\{0,7}["'])(?=[^\s-])/y;
/** Behind a string that is one word, the other signs are a shell's own. */
const plus = /[ \t]{0,9}\+[ \t]{0,9}(\\{0,7}["'])(?=[^\s-])/y;

const longestWord = 4096;
const mostWords = 2048;

/** The commands in their order. `variables` collects what they assign and fills it in from there on. */
export function* splitCommands(text: string, variables: Variables = new Variables()): Iterable<Word[]> {
  const splitter = new Splitter(joinLines(text));
  for (let command = splitter.next(); command; command = splitter.next()) {
    if (command.length === 0) continue;
    // A variable is filled in before it is set, as shells do: `$a = "-o …"` names it and does not use it.
    const filled = command.flatMap((word) => fill(word, variables));
    assign(command, variables);
    yield filled;
  }
}

/** Several arguments may stand in one variable: they are words where it is filled in, and where it is set. */
function fill(word: Word, variables: Variables): Word[] {
  const text = variables.expand(word.text);
  const setting = /^(?:Environment=)?\w{1,64}=(?=.*\s-)/.exec(text);
  if (!setting && (text === word.text || !/\s-/.test(` ${text}`))) return [{ ...word, text }];
  return text
    .slice(setting?.[0].length ?? 0)
    .replace(/\\?["']/g, ' ')
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => ({ ...word, text: part }));
}

class Splitter {
  readonly #text: string;
  #at = 0;
  #words: Word[] = [];
  #word = '';
  #wordAt = -1;
  #apart = false;
  /** Closing quotes that were already dealt with, because what they enclose is read as a command. */
  readonly #passed = new Set<number>();
  /** Kind of quote -> end of the line in which no more of it stand: keeps the search for closing quotes linear. */
  readonly #spent = new Map<string, number>();
  #lineEnd = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next command, perhaps without words; nothing at the end. */
  next(): Word[] | undefined {
    if (this.#at >= this.#text.length) return undefined;
    this.#words = [];
    while (this.#at < this.#text.length) if (this.#step()) break;
    this.#endWord(this.#at);
    return this.#words;
  }

  /** Takes what stands at the present place; true where the command ends. */
  #step(): boolean {
    const character = this.#text[this.#at] ?? '';
    switch (character) {
      case '\n':
      case '\r':
      case ';':
      case '|':
      case '&':
        return this.#endCommand(1);
      case '\0':
        return this.#breakApart(1);
      case ' ':
      case '\t':
      case '(':
      case ')':
      case ']':
      case '`':
        return this.#break(1);
      case '"':
      case "'":
        return this.#quote(0);
      case '\\':
        return this.#backslash();
      case '$':
      case '{':
      case '}':
        return this.#brace(character);
      case '[':
        return this.#take(/\[[0-9A-Fa-f:.]{2,45}\]:/y) ?? this.#break(1);
      case '<':
      case '>':
        if (this.#redirects()) return false;
        return this.#take(/<[^<>\s/][^<>\n\r]{0,40}>(?=[\s.:/+"'\\]|$)/y) ?? this.#breakApart(1);
      case '\u001b':
        return this.#colour();
      case ',':
        return this.#wordAt < 0 || /["']/.test(this.#text[this.#at + 1] ?? '')
          ? this.#break(1)
          : this.#append(character);
      case '#':
        return this.#wordAt < 0 ? this.#comment() : this.#append(character);
      default:
        if (character < ' ') return this.#endCommand(1);
        return this.#take(/[\w.:/=@%+~*?^!-]{1,512}/y) ?? this.#append(character);
    }
  }

  #append(text: string): false {
    if (this.#wordAt < 0) this.#wordAt = this.#at;
    if (this.#word.length < longestWord) this.#word += text;
    this.#at += text.length;
    return false;
  }

  /** Takes what the sticky expression matches here, as it is written. */
  #take(expression: RegExp): false | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0];
    return found === undefined ? undefined : this.#append(found);
  }

  #break(length: number): false {
    this.#endWord(this.#at);
    this.#at += length;
    return false;
  }

  /** Between strings of a table, or elements of markup. */
  #breakApart(length: number): false {
    this.#break(length);
    this.#apart = true;
    return false;
  }

  /** A terminal's colours stand within a line; any other escape ends the command. */
  #colour(): boolean {
    const length = /^\[[\d;]{0,16}m/.exec(this.#text.slice(this.#at + 1, this.#at + 20))?.[0].length;
    return length === undefined ? this.#endCommand(1) : this.#break(1 + length);
  }

  #endCommand(length: number): true {
    this.#break(length);
    return true;
  }

  #endWord(end: number): void {
    const text = this.#word.replace(/,$/, '');
    // A lone `+` joins strings in other languages.
    if (this.#wordAt >= 0 && text !== '+' && this.#words.length < mostWords) {
      this.#words.push({ text, at: this.#wordAt, end, ...(this.#apart ? { apart: true } : {}) });
      this.#apart = false;
    }
    this.#word = '';
    this.#wordAt = -1;
  }

  /** ` >/dev/null`, ` 2>&1`: no words of the command. In markup the sign stands right behind a name. */
  #redirects(): boolean {
    const number = /^[0-9&]$/.test(this.#word);
    if (this.#words.length === 0 || (this.#wordAt >= 0 && !number)) return false;
    if (!/\s/.test(this.#text[number ? this.#wordAt - 1 : this.#at - 1] ?? '')) return false;
    const redirection = />{1,2}[ \t]?(?:&[0-9-]|[\w./$~%{}:\\-]{1,256})/y;
    redirection.lastIndex = this.#at;
    const found = redirection.exec(this.#text)?.[0];
    if (found === undefined) return false;
    this.#word = '';
    this.#wordAt = -1;
    this.#at += found.length;
    return true;
  }

  /** `$(…)`, `${…}` and `{{…}}` are one word with what they hold; other braces separate. */
  #brace(character: string): false {
    const found =
      this.#take(/\$\([^()\n]{0,128}\)|\$\{[^{}\n]{0,600}\}|\{\{[^{}\n]{0,64}\}\}/y) ??
      (character === '$' ? this.#append(character) : undefined);
    return found ?? this.#break(1);
  }

  /** A comment, unless the `#` stands in the middle of a string table. */
  #comment(): boolean {
    const before = this.#text[this.#at - 1] ?? '\n';
    if (!/\s/.test(before)) return this.#append('#');
    this.#at = this.#endOfLine();
    return true;
  }

  #backslash(): boolean {
    const escaped = /(\\{1,7})(["'])/y;
    escaped.lastIndex = this.#at;
    const slashes = escaped.exec(this.#text)?.[1]?.length;
    if (slashes !== undefined) return this.#quote(slashes);
    const next = this.#text[this.#at + 1] ?? '';
    // In a Windows path `\n` is the beginning of a name, elsewhere the end of a line inside a string.
    if ((next === 'n' || next === 'r') && !/[:.%\\]|^$/.test(this.#word)) return this.#endCommand(2);
    if (/[\s$&()|;<>]/.test(next)) {
      this.#at += 1;
      return this.#append(next);
    }
    return this.#append('\\');
  }

  /** A quote with `slashes` backslashes before it, which only its own like can close. */
  #quote(slashes: number): boolean {
    const open = this.#at;
    const mark = this.#text.slice(open, open + slashes + 1);
    if (this.#passed.delete(open)) return this.#joined(open + mark.length, anyJoint) ?? this.#break(mark.length);
    const close = this.#closing(mark, open + mark.length);
    if (close < 0) return this.#break(mark.length);
    const content = this.#text.slice(open + mark.length, close);
    if (isCommand(content) && !isHunt(this.#words.slice(0, 16)) && !this.#isAssigning(content)) {
      this.#passed.add(close);
      return this.#break(mark.length);
    }
    if (this.#wordAt < 0) this.#wordAt = open;
    if (this.#word.length < longestWord) this.#word += content.slice(0, longestWord);
    this.#at = close + mark.length;
    const joined = this.#joined(this.#at, plus);
    if (joined !== undefined) return joined;
    // A comma right after it separates list items; in a shell it would be part of the word, which nobody writes.
    if (this.#text[this.#at] === ',') this.#endWord(this.#at);
    return false;
  }

  /** A word that goes on in another string: `"… -u 48e" + "df… -p x"`. */
  #joined(at: number, joint: RegExp): false | undefined {
    if (this.#wordAt < 0) return undefined;
    joint.lastIndex = at;
    const [{ length } = '', mark] = joint.exec(this.#text) ?? [];
    const close = mark === undefined ? -1 : this.#closing(mark, at + length);
    if (close < 0) return undefined;
    this.#passed.add(close);
    this.#at = at + length;
    return false;
  }

  /** `NAME="…"` and `set "NAME=…"`: the whole string is the variable's. */
  #isAssigning(content: string): boolean {
    if (/^[A-Za-z_]\w{0,63}=$/.test(this.#word)) return this.#words.length <= 1;
    return this.#word === '' && /^setx?$/i.test(this.#words[0]?.text ?? '') && /^[A-Za-z_]\w{0,63}=/.test(content);
  }

  #closing(mark: string, from: number): number {
    const lineEnd = this.#endOfLine();
    if (this.#spent.get(mark) === lineEnd) return -1;
    for (let at = this.#text.indexOf(mark, from); at >= 0 && at < lineEnd; at = this.#text.indexOf(mark, at + 1))
      if (this.#text[at - 1] !== '\\') return at;
    this.#spent.set(mark, lineEnd);
    return -1;
  }

  #endOfLine(): number {
    if (this.#lineEnd < this.#at) {
      const found = this.#text.indexOf('\n', this.#at);
      this.#lineEnd = found < 0 ? this.#text.length : found;
    }
    return this.#lineEnd;
  }
}

/** A string that holds arguments or several commands, rather than one argument. */
function isCommand(content: string): boolean {
  return /(?:^|\s)--?[A-Za-z]\S*\s|\s--?[A-Za-z]|^\s*export\s|\\n/.test(content);
}
