/**
 * Where an SSH server looks for keys, by its settings: `AuthorizedKeysFile` and `AuthorizedKeysCommand` of
 * /etc/ssh/sshd_config and the files that it includes by default.
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
  for (const path of settingsFiles(tree)) {
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
  return { patterns: all.slice(0, mostPatterns), left: Math.max(0, all.length - mostPatterns), commands };
}

function settingsFiles(tree: MachineTree): string[] {
  const folder = '/etc/ssh/sshd_config.d';
  const more = tree.list(folder).filter(({ name }) => name.endsWith('.conf'));
  return ['/etc/ssh/sshd_config', ...more.map(({ name }) => `${folder}/${name}`)];
}

function unquoted(value: string): string {
  return value.replaceAll('"', '');
}
