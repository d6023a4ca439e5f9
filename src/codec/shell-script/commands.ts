/**
 * What commands write that only rearrange what they are given: `echo`, `printf`, `base64 -d`, `xxd -r -p`, `rev`, `tr`,
 * simple `sed`. A text is one character a byte. Nothing is run; a command or a flag that is not known here is unknown.
 */
import type { FoldBudget } from '../fold/constant.ts';
import { fromBase64, fromHex, rot13 } from '../fold/encodings.ts';
import { latin1 } from '../latin1/latin1.ts';
import { formatText, unescapeText } from './escapes.ts';
import type { Output } from './variables.ts';

/**
 * @param words the command's name and arguments
 * @param input what it reads from its standard input, where that is known
 */
export function outputOf(words: readonly string[], input: Output | undefined, budget: FoldBudget): Output | undefined {
  const [path = '', ...flags] = words;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const size = words.reduce((sum, word) => sum + word.length, input?.text.length ?? 0);
  if (!budget.spend(2 * size)) return undefined;
  if (name === 'busybox' || name === 'command' || name === 'builtin') return outputOf(flags, input, budget);
  if (name === 'echo') return echo(flags);
  if (name === 'printf') return print(flags);
  return input === undefined ? undefined : filter(name, flags, input);
}

function echo(words: readonly string[]): Output {
  const flags = words.findIndex((word) => !/^-[neE]+$/.test(word));
  const count = flags < 0 ? words.length : flags;
  const signs = words.slice(0, count).join('');
  const text = words.slice(count).join(' ');
  const plain = signs.includes('e') ? unescapeText(text, 'zero') : text;
  return { text: plain + (signs.includes('n') ? '' : '\n'), telling: /\\(?:x|0)[\da-f]/i.test(text) && plain !== text };
}

function print(words: readonly string[]): Output | undefined {
  const [format = '', ...values] = words[0] === '--' ? words.slice(1) : words;
  if (format.startsWith('-')) return undefined;
  const text = formatText(format, values);
  return text === undefined ? undefined : { text, telling: /\\(?:x[\da-f]|[0-7]{2})/i.test(words.join(' ')) };
}

function filter(name: string, flags: readonly string[], input: Output): Output | undefined {
  const told = (text: string | undefined): Output | undefined =>
    text === undefined ? undefined : { text, telling: true };
  const all = flags.join(' ');
  switch (name) {
    case 'base64':
      return /^(?:-[idD]+|--decode|-i -d|-d -i|--ignore-garbage|--decode -i)$/.test(all)
        ? told(binary(fromBase64(input.text)))
        : undefined;
    case 'openssl':
      return /^(?:enc )?-?base64(?: -[adA]+)*$/.test(all) && / -d\b/.test(all)
        ? told(binary(fromBase64(input.text)))
        : undefined;
    case 'xxd':
      return /^(?:-r -p|-p -r|-rp|-pr|-r -ps|-ps -r)$/.test(all) ? told(binary(fromHex(input.text))) : undefined;
    case 'rev':
      return all === ''
        ? told(
            input.text
              .split('\n')
              .map((line) => Array.from(line).reverse().join(''))
              .join('\n'),
          )
        : undefined;
    case 'rot13':
      return told(rot13(input.text));
    case 'cat':
      return all === '' || all === '-' ? input : undefined;
    case 'tr':
      return translated(flags, input);
    case 'sed':
      return edited(flags, input);
    default:
      return undefined;
  }
}

const binary = (bytes: Uint8Array | undefined): string | undefined => (bytes ? latin1(bytes) : undefined);

/** Ranges and single characters; classes are unknown. */
function characters(set: string): string[] | undefined {
  if (/\[[:.=]/.test(set)) return undefined;
  const plain = Array.from(unescapeText(set));
  const out: string[] = [];
  for (let at = 0; at < plain.length; at++) {
    const from = plain[at] ?? '';
    const to = plain[at + 2];
    if (plain[at + 1] !== '-' || to === undefined) out.push(from);
    else {
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0) && out.length < 4096; code++)
        out.push(String.fromCharCode(code));
      at += 2;
    }
  }
  return out;
}

function translated(flags: readonly string[], input: Output): Output | undefined {
  const [first = '', second] = flags;
  const deletes = first === '-d';
  const from = characters(deletes ? (second ?? '') : first);
  const to = deletes ? [] : characters(second ?? '');
  if (!from || !to || flags.length !== 2 || (!deletes && first.startsWith('-')) || from.length === 0) return undefined;
  const table = new Map(from.map((character, i) => [character, deletes ? '' : (to[i] ?? to.at(-1) ?? '')]));
  const text = Array.from(input.text, (character) => table.get(character) ?? character).join('');
  // Everybody changes case and takes line ends away.
  const usual = deletes ? /^[\s"'\\nrt]*$/.test(second ?? '') : text.toLowerCase() === input.text.toLowerCase();
  return { text, telling: input.telling || !usual };
}

/** `s/text/text/g` without patterns. */
function edited(flags: readonly string[], input: Output): Output | undefined {
  const command = flags.length === 1 ? flags[0] : flags[0] === '-e' && flags.length === 2 ? flags[1] : undefined;
  const parts = /^s([/|#,@!])([\s\S]*)\1([\s\S]*)\1(g?)$/.exec(command ?? '');
  const [, sign = '', from = '', to = '', all] = parts ?? [];
  if (!parts || from === '' || `${from}${to}`.includes(sign) || /[.*[\]^$\\&]/.test(from + to)) return undefined;
  const once = (line: string): string => (all ? line.replaceAll(from, () => to) : line.replace(from, () => to));
  return { text: input.text.split('\n').map(once).join('\n'), telling: true };
}
