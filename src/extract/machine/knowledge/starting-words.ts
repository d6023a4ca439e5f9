/**
 * The words of a command line that start something: a shell's own, wrappers with what of them is their own, options behind
 * which no program follows.
 * Sources: POSIX.1-2017, 2.9 and 2.14; the manuals of the wrappers (GNU coreutils, util-linux, sudo, daemontools, s6).
 */

/** Words of a shell's language and commands of its own, before or in place of a program. */
const keywords = new Set(
  'if then else elif while until do ! { ( time exec command builtin eval nohup setsid'.split(' '),
);
/** Those with options of their own. */
const launchers = new Set(['exec', 'command', 'time', 'setsid']);
/** What a shell does itself, or what starts nothing of interest. */
export const ownCommands: ReadonlySet<string> = new Set(
  (
    '[ [[ test : true false echo printf read set unset export umask ulimit exit return trap wait shift local declare ' +
    'for case esac in fi done type alias kill let sleep'
  ).split(' '),
);

/** Programs that start another: how many words of their own follow, and which options take a value. */
export const wrappers: Readonly<Record<string, readonly [own: number, valued: string]>> = {
  nice: [0, 'n'],
  ionice: [0, 'cn'],
  sudo: [0, 'ughpCrtDTR'],
  doas: [0, 'uC'],
  timeout: [1, 'sk'],
  flock: [1, 'wE'],
  env: [0, 'uC'],
  chrt: [1, 'TPD'],
  taskset: [1, ''],
  stdbuf: [0, 'ioe'],
  chroot: [1, ''],
  runuser: [0, 'ug'],
  'systemd-cat': [0, 'tp'],
  'systemd-run': [0, 'pu'],
  'systemd-inhibit': [0, ''],
  chronic: [0, ''],
  ts: [0, ''],
  busybox: [0, ''],
  'dumb-init': [0, ''],
  tini: [0, 'p'],
  gosu: [1, ''],
  'su-exec': [1, ''],
  setuidgid: [1, ''],
  's6-setuidgid': [1, ''],
  chpst: [0, 'ueobmcnpC'],
  softlimit: [0, 'adfmcnoprst'],
  daemonize: [0, 'aceoplu'],
  cpulimit: [0, 'l'],
  unshare: [0, ''],
  setarch: [1, ''],
  xargs: [0, 'nIPLd'],
};

/** Options of interpreters behind which no file of a program follows. */
export const inline: RegExp = /^-(?:c|e|E|r|m|eval|p)$/;
/** Options that take the next word: `php -d memory_limit=…`, `python -W ignore`, `bash -O extglob`. */
const valued = /^-(?:d|W|X|O|o|cp|classpath|I|c|require|-require|-config)$/;

/** Behind assignments, keywords and these words' own options: `exec -a NAME`, `setsid -f`. -1 where none is started. */
export function programAt(words: readonly string[]): number {
  let launcher = '';
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const isOption = word.startsWith('-') && launcher !== '';
    // `command -v x` only asks where it is.
    if (isOption && launcher === 'command' && /^-[vV]$/.test(word)) return -1;
    if (isOption) at += launcher === 'exec' && word === '-a' ? 1 : 0;
    else if (keywords.has(word)) launcher = launchers.has(word) ? word : '';
    else if (!/^\w+=/.test(word)) return at;
  }
  return -1;
}

/** `-c` before a command for a shell, where it is no option of the wrapper: `flock /lock -c '…'`. */
export function isBody(word: string | undefined, options: string): boolean {
  return word === '-c' && !options.includes('c');
}

/** The first word that is no option, nor the value of one. */
export function firstArgument(words: readonly string[]): string | undefined {
  return words.find((word, i) => !/^[-+]/.test(word) && !valued.test(words[i - 1] ?? ''));
}

/** `--exec=x`, `--exec x`. */
export function optionValue(words: readonly string[], option: RegExp): string | undefined {
  for (const [i, word] of words.entries()) {
    const [name = '', value] = word.split('=', 2);
    if (option.test(name)) return value ?? words[i + 1];
  }
  return undefined;
}
