/**
 * Ways on to other machines that a script takes, and secrets that it reads on this one.
 * Source: ATT&CK T1021.004, T1046, T1210, T1552.001, T1552.004, T1552.005, T1003.008; manuals of the tools.
 * Does not see: what a program that the script starts does by itself.
 */
import type { Statement } from '../../codec/script-statements/script-statements.ts';
import { programOf } from '../../codec/script-statements/words.ts';
import type { CredentialAccess, Spread } from '../../model/script-payloads.ts';
import { type Deed, flagValue, operands } from './deed.ts';

export function* readSpreading({ commands }: Statement): Generator<Deed> {
  for (const command of commands) {
    const words = command.slice(1);
    const program = programOf(command);
    const way = wayOf(program, words);
    if (way) yield { kind: 'spread', value: { tool: program, ...way } };
  }
}

function wayOf(program: string, words: readonly string[]): Spread | undefined {
  const all = words.join(' ');
  switch (program) {
    case 'ssh':
    case 'scp':
      // Without a question to anybody, to a host that was looked up: a backup logs in by a name that is written there.
      return /StrictHostKeyChecking[= ]?no|BatchMode[= ]?yes/i.test(all) && /[$%]\{?\w/.test(all)
        ? { how: 'ssh', ...targetOf(operands(words).find((word) => /@|^\$/.test(word))) }
        : undefined;
    case 'sshpass':
      return { how: 'ssh', ...targetOf(operands(words).find((word) => word.includes('@'))) };
    case 'masscan':
    case 'zmap':
    case 'pnscan':
    case 'zgrab':
      return { how: 'scan', ...targetOf(operands(words).at(-1)) };
    case 'docker':
    case 'kubectl': {
      const host = flagValue(words, '-h', '--host', '-s', '--server');
      return host !== undefined && /^tcp:|\$|:2375|:2376|:10250/.test(host)
        ? { how: 'container-api', target: host }
        : undefined;
    }
    case 'redis-cli': {
      const host = flagValue(words, '-h');
      return host !== undefined && !/^(?:127\.|localhost)/.test(host) && /config set|slaveof|\$/i.test(all)
        ? { how: 'database', target: host }
        : undefined;
    }
    case 'psexec':
    case 'psexec64':
    case 'invoke-command':
    case 'wmic':
      return program === 'wmic'
        ? /\/node:/i.test(all)
          ? { how: 'remote-management' }
          : undefined
        : { how: 'remote-management' };
    default:
      return /(?:eternal(?:blue|romance|champion)|ms17[-_]?010|doublepulsar)/i.test(`${program} ${all}`)
        ? { how: 'smb' }
        : undefined;
  }
}

function targetOf(target: string | undefined): { target?: string } {
  return target === undefined ? {} : { target };
}

// --- secrets --------------------------------------------------------------------------------------------------

type Secret = CredentialAccess['what'];

const places: readonly (readonly [RegExp, Secret])[] = [
  [/\/\.ssh\/(?:id_(?:rsa|dsa|ecdsa|ed25519)|\*)(?!\.pub)|^id_rsa\*?$|\.pem$/, 'ssh-key'],
  [/\/\.ssh\/(?:known_hosts|config)$|^\/etc\/hosts$/, 'known-hosts'],
  [/\.(?:bash|zsh)_history$/, 'shell-history'],
  [
    /\/\.aws\/|\/\.azure\/|\/\.config\/gcloud|\/\.kube\/config|\/\.docker\/config\.json|169\.254\.169\.254|metadata\.google\.internal|100\.100\.100\.200/,
    'cloud-credentials',
  ],
  [/^\/etc\/(?:shadow|passwd|master\.passwd)$/, 'password-file'],
  [/\/proc\/(?:self|\d+|\*|\$\w+)\/environ$/, 'environment'],
  [/\\Login Data$|\/logins\.json$|\/key4\.db$|\\User Data\\/, 'browser'],
  [/wallet\.dat$|\.electrum\/|\.bitmonero\/|\\Ethereum\\keystore/i, 'wallet-file'],
];

/** Programs that read what they are given. `ssh -i FILE` uses a key, and reads it for nobody else. */
const readers: ReadonlySet<string> = new Set(
  'cat grep egrep awk gawk sed cut head tail find tar zip cp scp curl wget strings sort less base64 xxd type get-content copy copy-item'.split(
    ' ',
  ),
);

export function* readSecrets({ commands, writes }: Statement): Generator<Deed> {
  const written = new Set(writes.map(({ path }) => path));
  const seen = new Set<Secret>();
  for (const command of commands) {
    const program = programOf(command);
    const what = dumped(program, command.join(' '));
    if (what !== undefined && !seen.has(what)) yield { kind: 'credential-access', value: { what } };
    if (what !== undefined) seen.add(what);
    if (!readers.has(program)) continue;
    for (const word of command.slice(1)) {
      const secret = written.has(word) ? undefined : places.find(([pattern]) => pattern.test(word))?.[1];
      // Everybody reads the list of accounts and the list of hosts.
      if (secret === undefined || seen.has(secret) || /^\/etc\/(?:passwd|hosts)$/.test(word)) continue;
      seen.add(secret);
      yield { kind: 'credential-access', value: { what: secret, place: word } };
    }
  }
}

function dumped(program: string, command: string): Secret | undefined {
  if (/^(?:invoke-)?mimikatz$/.test(program) || /sekurlsa::|lsadump::/i.test(command)) return 'memory';
  return /\blsass(?:\.exe)?\b/i.test(command) && /procdump|minidump/i.test(command) ? 'memory' : undefined;
}
