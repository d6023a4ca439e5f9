/**
 * Defences that a script switches off, and traces that it wipes. Administrators switch off the same things by the same
 * commands: they tell something only beside a miner.
 * Source: ATT&CK T1562.001, T1562.004, T1562.012, T1070.001 to .004; manuals of the tools that are named.
 */
import type { Statement } from '../../codec/script-statements/script-statements.ts';
import { type Command, programOf } from '../../codec/script-statements/words.ts';
import { securityAgents } from '../../intel/rivals/security-agents.ts';
import { type Deed, operands } from './deed.ts';

export function* readDefences(statement: Statement): Generator<Deed> {
  const seen = new Set<string>();
  for (const what of switchedOff(statement)) {
    if (seen.has(what)) continue;
    seen.add(what);
    yield { kind: 'defence-off', value: { what } };
  }
}

function* switchedOff(statement: Statement): Generator<string> {
  const { text } = statement;
  if (/\bSELINUX=(?:disabled|permissive)\b/.test(text)) yield 'SELinux';
  for (const command of statement.commands) {
    const words = command.slice(1);
    const what = offByCommand(programOf(command), words) ?? agentRemoved(command);
    if (what !== undefined) yield what;
  }
}

function offByCommand(program: string, words: readonly string[]): string | undefined {
  const [first = '', second = ''] = operands(words).map((word) => word.toLowerCase());
  const all = words.join(' ').toLowerCase();
  switch (program) {
    case 'setenforce':
      return /^(?:0|permissive)$/.test(first) ? 'SELinux' : undefined;
    case 'ufw':
      return first === 'disable' ? 'the firewall' : undefined;
    case 'iptables':
    case 'ip6tables':
      return words.some((word) => /^(?:-F|--flush)$/.test(word)) && !words.includes('nat') ? 'the firewall' : undefined;
    case 'nft':
      return /^flush ruleset/.test(all) ? 'the firewall' : undefined;
    case 'netsh':
      return /firewall .*(?:state off|opmode disable)/.test(all) ? 'the firewall' : undefined;
    case 'aa-teardown':
      return 'AppArmor';
    case 'auditctl':
      return /-e ?0|-d\b/.test(all) && !/-d \S/.test(all) ? 'audit' : undefined;
    case 'add-mppreference':
    case 'set-mppreference':
      return /-exclusion/.test(all)
        ? 'Microsoft Defender for some places'
        : /-disable\w+[: ]+(?:\$true|1)/.test(all)
          ? 'Microsoft Defender'
          : undefined;
    case 'sc':
    case 'net':
    case 'stop-service':
    case 'set-service': {
      const stops = program === 'stop-service' || /^(?:stop|delete|config)$/.test(first) || /disabled/.test(all);
      return stops && /\b(?:windefend|wdnissvc|mpssvc|securityhealthservice|sense)\b/.test(all)
        ? 'Microsoft Defender'
        : undefined;
    }
    case 'reg':
      return /disableantispyware|disablerealtimemonitoring/.test(all) && first === 'add'
        ? 'Microsoft Defender'
        : undefined;
    case 'systemctl':
      return /^(?:stop|disable|mask)$/.test(first) ? ownDefences[second.replace(/\.service$/, '')] : undefined;
    case 'service':
      return second === 'stop' ? ownDefences[first] : undefined;
  }
  return undefined;
}

const ownDefences: Readonly<Record<string, string>> = {
  apparmor: 'AppArmor',
  auditd: 'audit',
  firewalld: 'the firewall',
  iptables: 'the firewall',
  ufw: 'the firewall',
  rsyslog: 'the system log',
  syslog: 'the system log',
  fail2ban: 'fail2ban',
};

const removers =
  /^(?:systemctl|service|pkill|killall|kill|rm|apt|apt-get|yum|dnf|rpm|dpkg|update-rc\.d|chkconfig|uninstall\S{0,40}|quartz_uninstall\.sh|taskkill|sc|stop-service)$/;
const stopping = /\b(?:stop|disable|mask|remove|purge|uninstall|erase|delete|off)\b/;

/** An agent of somebody who watches over the machine, by the names in intel. */
function agentRemoved(command: Command): string | undefined {
  const program = programOf(command);
  const named = command.join(' ').toLowerCase();
  const agent = securityAgents.find(({ names }) => names.some((name) => named.includes(name)));
  if (agent === undefined) return undefined;
  const asks = /^(?:systemctl|service|apt|apt-get|yum|dnf|rpm|dpkg|sc|update-rc\.d|chkconfig)$/.test(program);
  const removes = asks
    ? stopping.test(named) || (program === 'rpm' && /\s-e/.test(named))
    : removers.test(program) || /uninstall/.test(named);
  return removes ? agent.what : undefined;
}

// --- traces ---------------------------------------------------------------------------------------------------

const logs =
  /^\/var\/log\/|^\/var\/(?:spool\/mail|run\/utmp)|\/\.(?:bash|zsh|sh)_history$|^\/root\/\.history$|\$HISTFILE/;

export function* readWipedTraces(statement: Statement): Generator<Deed> {
  const seen = new Set<string>();
  for (const target of wiped(statement)) {
    if (seen.has(target)) continue;
    seen.add(target);
    yield { kind: 'trace-wipe', value: { target } };
  }
}

function* wiped({ text, commands, writes, sets }: Statement): Generator<string> {
  if (
    /^(?:export\s+)?(?:HISTFILE=(?:\/dev\/null)?$|HIST(?:FILE)?SIZE=0$)/.test(text) ||
    /^unset\s+HISTFILE\b/.test(text)
  )
    yield 'the shell history';
  if (sets) return;
  const clears = commands.length === 0 || /^(?:echo|:|cat|true|printf)$/.test(programOf(commands[0] ?? []));
  if (clears) for (const { path, append } of writes) if (!append && logs.test(path)) yield path;
  for (const command of commands) yield* wipedBy(programOf(command), command.slice(1));
}

function* wipedBy(program: string, words: readonly string[]): Generator<string> {
  const named = operands(words);
  switch (program) {
    case 'history':
      if (words.some((word) => /^-\w*c/.test(word))) yield 'the shell history';
      return;
    case 'wevtutil':
      if (/^(?:cl|clear-log)$/i.test(named[0] ?? '')) yield `event log ${named[1] ?? ''}`.trim();
      return;
    case 'clear-eventlog':
      yield 'event logs';
      return;
    case 'rm':
    case 'shred':
    case 'unlink':
    case 'truncate':
    case 'del':
    case 'remove-item':
      for (const path of named)
        if (logs.test(path)) yield path;
        else if (/^["']?(?:\$0|\$\{0\}|\$BASH_SOURCE|%~f?0|\$MyInvocation\S*)["']?$/.test(path))
          yield 'the script itself';
  }
}
