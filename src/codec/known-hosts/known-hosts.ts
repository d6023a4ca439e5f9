/**
 * Machines that somebody logged in to, `~/.ssh/known_hosts`: their names, or, where names are hashed, only how many.
 * Source: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. Does not see: which names a hash stands for.
 */
import { readPublicKey } from '../authorized-keys/public-key.ts';

export interface KnownHosts {
  /** Distinct names and addresses, as written; `[name]:port` where the port is not 22. */
  readonly names: readonly string[];
  /** Lines whose names are hashed. */
  readonly hashed: number;
  /** Lines that hold something else. */
  readonly unread: number;
}

const mostNames = 10_000;

export function readKnownHosts(text: string): KnownHosts {
  const names = new Set<string>();
  let hashed = 0;
  let unread = 0;
  for (const line of text.split('\n')) {
    const entry = line.trim();
    if (entry === '' || entry.startsWith('#')) continue;
    const hosts = hostsOf(entry);
    if (!hosts) unread++;
    else if (hosts.startsWith('|1|')) hashed++;
    else for (const name of hosts.split(',')) if (isName(name) && names.size < mostNames) names.add(name);
  }
  return { names: [...names], hashed, unread };
}

/** `[@marker] hosts type key [comment]`. */
function hostsOf(entry: string): string | undefined {
  const words = entry.split(/[ \t]+/, 4);
  const [hosts = '', type = '', digits = ''] = words[0]?.startsWith('@') ? words.slice(1) : words;
  return readPublicKey(type, digits) && hosts;
}

/** A pattern is no machine, and what it excludes is none to go to. */
function isName(name: string): boolean {
  return name !== '' && !/[*?!]/.test(name) && name.length <= 255;
}
