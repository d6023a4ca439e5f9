/**
 * Statements that end other miners or keep them away, told from those that only look for them. A name or a pool that
 * stands in such a statement is the rival's.
 */
import { splitLogin } from '../../codec/login/login.ts';
import type { Statement } from '../../codec/script-statements/script-statements.ts';
import { type Command, programOf } from '../../codec/script-statements/words.ts';
import { knownPool } from '../../intel/pools.ts';
import { isMiningWord, rivalIn } from '../../intel/rivals/rival-names.ts';
import type { RivalKill } from '../../model/script-payloads.ts';
import { operands } from './deed.ts';

/** One statement against processes, files, … that are known for miners, or are not. */
export interface Kill {
  readonly statement: Statement;
  readonly value: RivalKill;
  /** A known miner, a pool or a word of mining stands in it; others may stand beside those in a list of kills. */
  readonly isKnown: boolean;
}

const killers: ReadonlySet<string> = new Set('kill pkill killall skill fuser taskkill tskill stop-process'.split(' '));
const seekers: ReadonlySet<string> = new Set(
  'grep egrep fgrep pgrep pidof awk gawk findstr get-process where-object netstat ss lsof ps'.split(' '),
);
const removers: ReadonlySet<string> = new Set('rm unlink shred del erase remove-item'.split(' '));
const containers: ReadonlySet<string> = new Set(['docker', 'podman', 'crictl', 'nerdctl']);
const firewalls: ReadonlySet<string> = new Set([
  'iptables',
  'ip6tables',
  'route',
  'ip',
  'netsh',
  'new-netfirewallrule',
]);

/** The kills of a script, in order. A miner that the script itself fetches, unpacks or starts is no rival. */
export function* killsOf(statements: readonly Statement[]): Generator<Kill> {
  const kills = [...allKills(statements)];
  const own = ownMiners(statements, kills);
  for (const kill of kills) {
    const names = kill.value.names.filter((name) => !own.has(rivalIn(name) ?? ''));
    if (names.length + kill.value.pools.length > 0) yield { ...kill, value: { ...kill.value, names } };
  }
}

const talkers: ReadonlySet<string> = new Set(['echo', 'printf', 'logger', 'mail', 'write-host', 'write-output']);

/** Known miners that are named where nothing is ended, looked for or only talked of. */
function ownMiners(statements: readonly Statement[], kills: readonly Kill[]): Set<string> {
  const own = new Set<string>();
  let next = 0;
  for (const statement of statements) {
    while ((kills[next]?.statement.at ?? Infinity) < statement.at) next += 1;
    // A kill may stand within a string of another language's statement.
    const holdsKill = (kills[next]?.statement.at ?? Infinity) < statement.end;
    if (holdsKill || seeks(statement)) continue;
    for (const command of statement.commands)
      if (!talkers.has(programOf(command)))
        for (const word of command) {
          const name = rivalIn(word.slice(0, longestWord));
          if (name !== undefined) own.add(name);
        }
  }
  return own;
}

function* allKills(statements: readonly Statement[]): Generator<Kill> {
  let sought: Statement | undefined;
  let since = 0;
  for (const statement of statements) {
    const kill = killOf(statement, since <= stillSought ? sought : undefined);
    if (kill) yield kill;
    if (seeks(statement)) [sought, since] = [statement, 0];
    else since += 1;
  }
}

/** Statements between the one that looks and the one that ends what was found: `do`, a test, a message. */
const stillSought = 3;

function seeks({ commands, sets }: Statement): boolean {
  return (
    commands.some((command) => seekers.has(programOf(command))) ||
    (sets !== undefined && /\b(?:pgrep|grep|pidof)\b/.test(sets[1]))
  );
}

function killOf(statement: Statement, sought: Statement | undefined): Kill | undefined {
  const programs = statement.commands.map(programOf);
  if (
    programs.some((program) => killers.has(program)) ||
    /\.(?:Kill|Terminate)\(\)|call terminate/i.test(statement.text)
  )
    return processKill(statement, sought);
  if (programs[0] === 'wmic' && /\bdelete\b/i.test(statement.text))
    return known(statement, 'process', wordsIn(statement));
  if (removers.has(programs[0] ?? '')) return known(statement, 'file', operands(statement.commands[0]?.slice(1) ?? []));
  if (programs.some((program) => containers.has(program)) && /\b(?:rm|rmi|stop|kill)\b/.test(statement.text))
    return known(statement, 'container', wordsIn(statement));
  if (
    programs.some((program) => firewalls.has(program)) &&
    /\b(?:DROP|REJECT|blackhole|reject|block)\b/i.test(statement.text)
  )
    return known(statement, 'firewall', wordsIn(statement));
  if (statement.writes.some(({ path }) => /(?:^\/etc|\\etc)[/\\]hosts$/.test(path)))
    return known(statement, 'hosts-file', (statement.body ?? '').split(/\s+/));
  if (
    programs.includes('crontab') &&
    programs.some((program) => /^(?:sed|e?grep)$/.test(program)) &&
    /-v\b|\/d\b/.test(statement.text)
  )
    return known(statement, 'cron', wordsIn(statement));
  return undefined;
}

function processKill(statement: Statement, sought: Statement | undefined): Kill | undefined {
  const own = wordsIn(statement);
  // `kill $pid` ends what the statement before it looked for.
  const bySearch = !seeks(statement) && sought !== undefined && statement.commands.some(isOfVariable);
  const words = bySearch ? wordsIn(sought) : own;
  const named = namesAndPools(words);
  const ports = portsIn(words, bySearch ? sought : statement);
  if (ports.length > 0 && named.pools.length === 0 && named.names.length === 0)
    return { statement, value: { how: 'port', names: [], pools: ports }, isKnown: false };
  const how = named.pools.length > 0 && named.names.length === 0 ? 'connection' : 'process';
  const others = named.names.length + named.pools.length === 0 ? patternsIn(statement, words) : [];
  if (named.names.length + named.pools.length + others.length === 0) return undefined;
  return {
    statement,
    value: { how, names: [...named.names, ...others], pools: named.pools },
    isKnown: others.length === 0,
  };
}

function isOfVariable(command: Command): boolean {
  return killers.has(programOf(command)) && command.slice(1).some((word) => /^[$%]/.test(word));
}

function known(statement: Statement, how: RivalKill['how'], words: readonly string[]): Kill | undefined {
  const { names, pools } = namesAndPools(words);
  if (names.length + pools.length === 0) return undefined;
  return { statement, value: { how, names, pools }, isKnown: true };
}

/** All words of a statement, those of search patterns one by one: `a\|b`, `a|b`, `./a -o pool`. */
function wordsIn({ commands, sets }: Statement): string[] {
  const words = sets === undefined ? commands.flat() : [sets[1]];
  return words.flatMap((word) => (word.length > 1 ? word.split(/\\?\||\s+/) : []));
}

const longestWord = 200;

function namesAndPools(words: readonly string[]): { names: string[]; pools: string[] } {
  const names = new Set<string>();
  const pools = new Set<string>();
  for (const raw of words) {
    const word = raw.slice(0, longestWord).replace(/^[*^/.\s]+(?=\w)|[*$%\s]+$/g, '');
    const host = /^(?:[\w+]+:\/\/)?([\w-]+(?:\.[\w-]+)+)(:\d{1,5})?$/.exec(word.replaceAll('\\.', '.'));
    if (host?.[1] !== undefined && knownPool(host[1])) pools.add(`${host[1]}${host[2] ?? ''}`);
    else if (rivalIn(word) !== undefined || isMiningWord(word) || splitLogin(word).wallet !== undefined)
      names.add(raw.startsWith('/') ? raw.slice(0, longestWord) : word);
  }
  return { names: [...names], pools: [...pools] };
}

/** Ports at which pools listen by custom. Source: public pools' own pages; alone they prove nothing. */
const poolPorts = /(?:^|[:*.\s])(3333|4444|5555|7777|8888|9999|14433|14444|45560|45700|5730|13531)$/;

function portsIn(words: readonly string[], { commands }: Statement): string[] {
  if (!commands.some((command) => /^(?:netstat|ss|lsof|fuser)$/.test(programOf(command)))) return [];
  return [...new Set(words.flatMap((word) => poolPorts.exec(word)?.[1] ?? []))].map((port) => `:${port}`);
}

/** What an unknown kill is after: the operands of pkill, or what grep looks for. */
function patternsIn({ commands }: Statement, words: readonly string[]): string[] {
  const after = commands.flatMap((command) => {
    const program = programOf(command);
    if (/^(?:pkill|killall|pgrep|pidof)$/.test(program)) return operands(command.slice(1));
    if (/^(?:e|f)?grep$/.test(program) && !command.some((word) => /^-\w*v/.test(word)))
      return operands(command.slice(1));
    return program === 'taskkill' ? command.slice(1).filter((word) => /\.exe$/i.test(word)) : [];
  });
  const names = after
    .flatMap((word) => word.split(/\\?\|/))
    .filter((word) => /^[\w.@/:[\]*-]{3,80}$/.test(word) && words.includes(word));
  return names.filter((word) => !/^(?:\d+|grep|-?9|defunct)$/.test(word));
}
