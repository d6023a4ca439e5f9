/**
 * The commands of a script that Windows starts at login, as far as its text names programs by their full places: the
 * texts in quotes of VBScript and JScript, the lines of a batch file or of PowerShell.
 * Does not see: encoded scripts (`.vbe`, `.jse`), commands that are put together out of variables.
 */
import { programOf } from './places.ts';

const mostCommands = 32;
const mostLines = 2000;
const longestLine = 4096;

/** A drive's letter, or a folder that a variable of the system's names. */
const fullPlace = /"?(?:\b[a-z]:\\|%[a-z()\d]{2,32}%\\|\$env:[a-z]{2,32}\\)/i;
const isProgram = /\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|js)$/i;
/** Comments, and what only moves files about or sets something. */
const startsNothing =
  /^(?:'|@?rem\s|::|#|\/\/|@?(?:del|erase|rd|rmdir|copy|xcopy|robocopy|move|ren|attrib|icacls|set|setx|echo|cd|md|mkdir)\s)/i;
/** A quote in a text is written twice; a text that nothing closes ends with its line. */
const quoted = /"((?:[^"]|"")*)(?:"|$)/g;

export function startupCommands(
  name: string,
  bytes: Uint8Array,
): { readonly text: string; readonly commands: readonly string[] } {
  const commands: string[] = [];
  const script = textOf(bytes);
  for (const line of script.split(/\r?\n/, mostLines)) {
    const text = line.trim().slice(0, longestLine);
    if (startsNothing.test(text)) continue;
    for (const part of isWithTexts(name) ? textsIn(text, name) : [text]) {
      const at = fullPlace.exec(part)?.index;
      const command = at === undefined ? '' : part.slice(at);
      if (isProgram.test(programOf(command)) && commands.length < mostCommands) commands.push(command);
    }
  }
  return { text: script, commands };
}

function isWithTexts(name: string): boolean {
  return /\.(?:vbs|js|wsf|hta)$/i.test(name);
}

/** VBScript knows no backslash before a letter, JScript writes each of them twice. */
function textsIn(line: string, name: string): string[] {
  const texts = [...line.matchAll(quoted)].map(([, text = '']) => text.replaceAll('""', '"'));
  return /\.vbs$/i.test(name) ? texts : texts.map((text) => text.replaceAll('\\\\', '\\'));
}

/** PowerShell and editors write UTF-16 with its mark. */
function textOf(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
}
