/**
 * What makes a program start again by itself on Unix. Places and commands: crontab(5), systemd.unit(5), ld.so(8),
 * sshd(8), launchd.plist(5), the manuals of Debian's and Red Hat's start scripts.
 * Does not see: places that are only known when the script runs.
 */
import type { Statement } from '../../codec/script-statements/script-statements.ts';
import { programOf } from '../../codec/script-statements/words.ts';
import type { Persistence } from '../../model/script-payloads.ts';
import { type Deed, operands, writtenFiles } from './deed.ts';

type Mechanism = Persistence['mechanism'];

/** Files whose content a system runs or believes by itself. */
const places: readonly (readonly [RegExp, Mechanism])[] = [
  [/^\/etc\/(?:crontab$|cron\.|anacrontab)|^\/var\/spool\/cron\//, 'cron'],
  [
    /(?:\/systemd\/(?:system|user)\/|^\/etc\/systemd\/).*\.(?:service|timer|path|socket)$|\.(?:service|timer)$/,
    'systemd',
  ],
  [/^\/etc\/(?:rc\.local|rc\.d\/|rc\d\.d\/|init\.d\/|init\/)|^\/etc\/inittab$/, 'rc-script'],
  [
    /^\/etc\/(?:profile(?:$|\.d\/)|bash\.?\w{0,8}rc$)|\/\.(?:bashrc|bash_profile|bash_login|profile|zshrc|zprofile)$/,
    'shell-profile',
  ],
  [/^\/etc\/ld\.so\.preload$/, 'ld-preload'],
  [/\/authorized_keys2?$/, 'ssh-key'],
  [/\/Library\/Launch(?:Agents|Daemons)\//, 'launch-agent'],
  [/^\/etc\/modules(?:$|-load\.d\/)/, 'kernel-module'],
  [/^\/etc\/(?:passwd|sudoers(?:$|\.d\/))/, 'account'],
];

export function* readPersistence(statement: Statement): Generator<Deed> {
  const starts = whatStarts(statement);
  for (const path of writtenFiles(statement.commands, statement.writes)) {
    const mechanism = places.find(([pattern]) => pattern.test(path))?.[1];
    if (mechanism !== undefined) yield persistence(mechanism, path, mechanism === 'ssh-key' ? undefined : starts);
  }
  // What is handed to crontab is told there.
  if (statement.schedule !== undefined && !statement.nested) yield persistence('cron', undefined, commandOf(statement));
  for (const command of statement.commands) yield* readCommand(programOf(command), command.slice(1), statement);
}

function* readCommand(program: string, words: readonly string[], statement: Statement): Generator<Deed> {
  const named = operands(words);
  switch (program) {
    case 'crontab':
      // `crontab -l` and `crontab -r` set nothing, and a list that is only filtered gains nothing.
      if (words.includes('-') && statement.body === undefined && /crontab\s+-l/.test(statement.text)) return;
      if (words.includes('-') || (named.length > 0 && !words.some((word) => /^-[lre]$/.test(word))))
        yield persistence(
          'cron',
          'crontab',
          statement.body === undefined ? named.find((n) => n !== '-') : lineIn(statement.body),
        );
      return;
    case 'systemctl':
      if (named[0] === 'enable' || named[0] === 'link' || named[0] === 'reenable')
        yield persistence('systemd', named[1]);
      return;
    case 'update-rc.d':
    case 'chkconfig':
      if (named[0] !== undefined && !/^(?:remove|disable|off)$/.test(named.at(-1) ?? ''))
        yield persistence('rc-script', named[0]);
      return;
    case 'useradd':
    case 'adduser':
      if (named.length > 0) yield persistence('account', named.at(-1));
      return;
    case 'insmod':
    case 'modprobe':
      if (/\.ko$/.test(named[0] ?? '')) yield persistence('kernel-module', named[0]);
      return;
    case 'launchctl':
      if (/^(?:load|bootstrap|enable)$/.test(named[0] ?? '')) yield persistence('launch-agent', named.at(-1));
      return;
    case 'docker':
    case 'podman':
      if (named[0] === 'run' && words.some((word) => /^--restart(?:=|$)/.test(word) && word !== '--restart=no'))
        yield persistence('container', containerName(words));
  }
}

function containerName(words: readonly string[]): string | undefined {
  const flag = words.findIndex((word) => /^--name(?:=|$)/.test(word));
  return flag < 0 ? undefined : words[flag]?.slice('--name='.length) || words[flag + 1];
}

/** What a unit or a cron entry that is written here starts. */
function whatStarts({ body }: Statement): string | undefined {
  if (body === undefined) return undefined;
  return /^ExecStart=[-@+!]*(.{1,300})$/m.exec(body)?.[1]?.trim() ?? lineIn(body);
}

/** The last line that holds something, without its hours. */
function lineIn(body: string): string | undefined {
  const line = body.replace(/\\n/g, '\n').trim().split('\n').at(-1)?.trim() ?? '';
  const command = line.replace(/^(?:(?:[\d*][\d*,/-]{0,40}\s+){5}|@\w{1,10}\s+)(?:root\s+)?/, '');
  return command === '' || command.length > 300 ? undefined : command;
}

function commandOf({ text }: Statement): string | undefined {
  return lineIn(text);
}

function persistence(mechanism: Mechanism, place?: string, starts?: string): Deed {
  return {
    kind: 'persistence',
    value: { mechanism, ...(place === undefined ? {} : { place }), ...(starts === undefined ? {} : { starts }) },
  };
}

/** The text of a unit of systemd, which is a statement by itself. */
export function* readUnit(statement: Statement): Generator<Deed> {
  const starts = /^ExecStart=[-@+!]*(.{1,300})/.exec(statement.text)?.[1];
  if (starts !== undefined) yield persistence('systemd', undefined, starts.trim());
}
