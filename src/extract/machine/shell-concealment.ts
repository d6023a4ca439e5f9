/**
 * Lines of a shell's profile that hide something: a command that lists processes, files or tables and leaves lines out,
 * and a history that is switched off. The second is ordinary in images and for people who like it so.
 * Source: ATT&CK T1564 (Hide Artifacts), T1070.003 (Clear Command History), T1562.003.
 */
import type { MachineSighting } from '../../model/machine-units.ts';

type Concealment = Pick<MachineSighting<'machine-setting'>, 'kind' | 'value' | 'aside' | 'excerpt'>;

const shown = 'ps|top|htop|ls|crontab|netstat|ss|lsof|find|pgrep|systemctl|who|w|last|lsmod|docker';
const renamed = new RegExp(`^(?:alias\\s+(${shown})=(.*)|(?:function\\s+)?(${shown})\\s*\\(\\)\\s*\\{?(.*))$`, 's');
const historyOff =
  /^(?:export\s+|set\s+-\w+\s+)?(?:HISTFILE=(?:\/dev\/null)?["']?\s*(?:;.*)?$|HISTFILE=["']?\/dev\/null|HIST(?:FILE)?SIZE=["']?0["']?(?:\s|;|$))|^unset\s+HISTFILE\b|^set\s+\+o\s+history\b/;

export function concealmentIn(line: string, place: string): Concealment | undefined {
  const made = renamed.exec(line);
  const name = made?.[1] ?? made?.[3];
  const body = (made?.[2] ?? made?.[4] ?? '').replaceAll(/grep\s+-v\s+["']?grep["']?/g, '');
  if (name !== undefined && /\bgrep\s+(?:-\w+\s+)*-\w*v|\bsed\s+["']?\/.*\/d|\bawk\s+["']!/.test(body))
    return setting(line, {
      setting: `shell command ${name}`,
      value: line.slice(0, 500),
      says: `in shells that read ${place}, ${name} leaves lines out of what it shows`,
      why: ['hides'],
    });
  if (!historyOff.test(line)) return undefined;
  const says = `shells that read ${place} keep no history of commands`;
  return { ...setting(line, { setting: 'shell history', value: 'off', says, why: ['hides'] }), aside: true };
}

function setting(line: string, value: Concealment['value']): Concealment {
  return { kind: 'machine-setting', value, excerpt: new TextEncoder().encode(line).slice(0, 256) };
}
