/**
 * Where an SSH server looks for keys, by its settings: `AuthorizedKeysFile` and `AuthorizedKeysCommand` of
 * /etc/ssh/sshd_config and the files that it includes.
 * Source: sshd_config(5). `Match` blocks are read as if they held for all.
 */
import type { MachineTree } from '../../model/machine-units.ts';

export interface KeySettings {
  /** As written, with `%h`, `%u`. */
  readonly patterns: readonly string[];
  /** Files beyond the bound. */
  readonly left: number;
  readonly commands: readonly {
    readonly path: string;
    readonly line: number;
    readonly text: string;
    readonly command: string;
  }[];
}

const usual = ['.ssh/authorized_keys', '.ssh/authorized_keys2'];
/** As many as sshd takes (SSH_MAX_AUTHKEYS_FILES of its servconf.h). */
const mostPatterns = 256;

/** The usual files are always among them: a setting may have changed since a key was placed. */
export function keySettings(tree: MachineTree): KeySettings {
  const patterns = new Set(usual);
  const commands: KeySettings['commands'][number][] = [];
  const { files, left } = settingsFiles(tree);
  for (const path of files) {
    for (const [i, written] of (tree.text(path) ?? '').split('\n').entries()) {
      const text = written.trim();
      const [keyword = '', ...values] = text.split(/[\s=]/).filter((word) => word !== '');
      if (keyword.toLowerCase() === 'authorizedkeysfile')
        for (const value of values) if (value !== 'none') patterns.add(unquoted(value));
      if (keyword.toLowerCase() === 'authorizedkeyscommand' && values[0] !== 'none')
        commands.push({ path, line: i + 1, text, command: unquoted(values.join(' ')) });
    }
  }
  const all = [...patterns];
  return {
    patterns: all.slice(0, mostPatterns),
    left: left + Math.max(0, all.length - mostPatterns),
    commands,
  };
}

const mainFile = '/etc/ssh/sshd_config';
const mostFiles = 200;
const mostIncluded = 100;

/** The usual ones, and those that the main file includes besides: `Include conf/*.conf`. */
function settingsFiles(tree: MachineTree): { readonly files: readonly string[]; readonly left: number } {
  const included = [...(tree.text(mainFile) ?? '').matchAll(/^[ \t]{0,80}Include[ \t=]{1,80}(\S.{0,2000})$/gim)];
  const patterns = ['sshd_config.d/*.conf', ...included.flatMap(([, names = '']) => unquoted(names).split(/\s+/))];
  const more = patterns
    .slice(0, mostIncluded)
    .flatMap((pattern) => matching(tree, pattern.startsWith('/') ? pattern : `/etc/ssh/${pattern}`));
  const files = [...new Set([mainFile, ...more])];
  const left = Math.max(0, patterns.length - mostIncluded) + Math.max(0, files.length - mostFiles);
  return { files: files.slice(0, mostFiles), left };
}

/** A star within the last part of a path alone. */
function matching(tree: MachineTree, pattern: string): string[] {
  const at = pattern.lastIndexOf('/');
  const [folder, last] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const [, start, end] = /^([^*?]*)\*([^*?]*)$/.exec(last) ?? [];
  if (start === undefined || end === undefined) return /[*?]/.test(pattern) ? [] : [pattern];
  const named = tree.list(folder).filter(({ name }) => name.startsWith(start) && name.endsWith(end));
  return named.map(({ name }) => `${folder}/${name}`);
}

function unquoted(value: string): string {
  return value.replaceAll('"', '');
}
