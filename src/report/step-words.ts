/** One step of a removal as a person reads it, with the command where there is one. */
import type { ReachItem, RemovalStep } from '../model/answer.ts';
import { readableTime } from './words.ts';

/** What a step does, and what somebody would type for it or look for. */
export interface StepParts {
  readonly says: string;
  readonly command?: string;
  /** A line of a file, as it is written there. */
  readonly line?: string;
}

/** @param place what the reader has just read: it is not named again */
function stepParts(step: RemovalStep, place?: string): StepParts {
  const file = 'path' in step && step.path === place ? 'the file' : `the file ${'path' in step ? step.path : ''}`;
  switch (step.do) {
    case 'stop-process':
      return {
        says: `End process ${step.pid} (${step.program}, since ${readableTime(step.start)}): `,
        command: `kill -KILL ${step.pid}`,
      };
    case 'delete-file':
      return step.sha256 === undefined
        ? { says: `Move ${file} away, if it still holds this line: `, line: step.holds ?? '' }
        : { says: `Move ${file} away, if its SHA-256 still begins with ${step.sha256.slice(0, 16)}` };
    case 'delete-link':
      return { says: `Take away the link ${step.path}, which leads to ${step.target}` };
    case 'delete-folder':
      return { says: 'Remove its folder, if it is empty by then: ', command: `rmdir ${typed(step.path)}` };
    case 'delete-line':
      return { says: `Take this line out of ${file}, and leave the others: `, line: step.line };
    case 'disable-unit':
      return step.user === undefined
        ? { says: 'Stop and disable the unit: ', command: `systemctl disable --now ${typed(step.unit)}` }
        : {
            says: `Stop and disable the unit, as ${step.user}: `,
            command: `systemctl --user disable --now ${typed(step.unit)}`,
          };
    case 'remove-container':
      return {
        says: 'Stop the container, keep a copy, remove it: ',
        command: containerCommand(step.runtime, step.container),
      };
    case 'delete-resource': {
      const of = `${typed(step.kind)} ${typed(step.name)}`;
      const kubectl = `kubectl -n ${typed(step.namespace)}`;
      return {
        says: 'Keep a copy, then delete it: ',
        command: `${kubectl} get ${of} -o yaml; ${kubectl} delete ${of}`,
      };
    }
    case 'reinstall-package':
      return {
        says: `Put the package’s own ${step.path} back: `,
        command: reinstall(step.manager, typed(step.package)),
      };
    case 'set':
      return { says: 'Set it back: ', command: `sysctl -w ${typed(`${step.setting}=${step.value}`)}` };
    case 'by-hand':
      return { says: step.says };
  }
}

/**
 * All steps of an item that stands at a place; folders within each other, which go one after the other, are one step
 * for a reader.
 */
export function stepsToldOf(steps: readonly RemovalStep[], place: string): StepParts[] {
  const told: StepParts[] = [];
  let folders: string[] = [];
  for (const step of steps) {
    if (step.do !== 'delete-folder') folders = [];
    else if (folders.push(typed(step.path)) > 1) {
      const says = 'Remove its folders, as far as they are empty by then: ';
      told[told.length - 1] = { says, command: `rmdir ${folders.join(' ')}` };
      continue;
    }
    told.push(stepParts(step, place));
  }
  return told;
}

/** The same in one line. */
export function stepInWords(step: RemovalStep): string {
  const { says, command = '', line = '' } = stepParts(step);
  return `${says}${command}${line}`;
}

/** Twelve digits of an id are what every runtime shows and takes. */
function containerCommand(runtime: string, container: string): string {
  const [tool, name] = [typed(runtime), typed(/^[0-9a-f]{64}$/.test(container) ? container.slice(0, 12) : container)];
  return `${tool} stop ${name}; ${tool} export -o container.tar ${name}; ${tool} rm ${name}`;
}

/** Names are the evidence's: somebody may paste the command, so that none may end its word or begin an option. */
function typed(name: string): string {
  if (/^[A-Za-z0-9_/][\w./:@=+-]*$/.test(name)) return name;
  const quoted = `'${name.replaceAll("'", "'\\''")}'`;
  return name.startsWith('-') ? `-- ${quoted}` : quoted;
}

function reinstall(manager: string, name: string): string {
  switch (manager) {
    case 'apk':
      return `apk fix --reinstall ${name}`;
    case 'dnf':
      return `dnf reinstall ${name}`;
    case 'yum':
      return `yum reinstall ${name}`;
    case 'pacman':
      return `pacman -S ${name}`;
    case 'zypper':
      return `zypper install --force ${name}`;
    default:
      return `apt-get install --reinstall ${name}`;
  }
}

/** What comes first, in words that say why: the order of the items. */
export interface ItemGroup {
  readonly title: string;
  readonly about: string;
  readonly items: readonly ReachItem[];
}

interface Kind {
  readonly title: string;
  /** A step among others: the first of them that there is opens with “First”. */
  readonly isStep?: true;
  readonly about: string;
  readonly holds: (item: ReachItem) => boolean;
}

const kinds: readonly Kind[] = [
  {
    title: 'what starts it again',
    isStep: true,
    about: 'or all else comes back within minutes',
    holds: ({ what, proof }) => proof === 'shown' && (what === 'container' || what === 'autostart'),
  },
  {
    title: 'what runs',
    isStep: true,
    about: 'its processes',
    holds: ({ what, proof }) => proof === 'shown' && what === 'process',
  },
  {
    title: 'what stands there',
    isStep: true,
    about: 'files and settings',
    holds: ({ what, proof }) => proof === 'shown' && (what === 'file' || what === 'setting'),
  },
  {
    title: 'what lets somebody in again, and what of the system was changed',
    isStep: true,
    about: 'keys, accounts, system files, packages',
    holds: ({ what, proof }) =>
      proof === 'shown' && (what === 'access' || what === 'system-file' || what === 'package'),
  },
  {
    title: 'Look at these before you touch them',
    about: 'they came beside it, or nothing shows who made them',
    holds: ({ what, proof }) => proof !== 'shown' && what !== 'secret' && what !== 'machine',
  },
  {
    title: 'Change these secrets, and look where they lead',
    about:
      'they stood within reach of the account that it ran as or belongs to; whether they were taken, nothing can show',
    holds: ({ what }) => what === 'secret',
  },
  {
    title: 'What no removal mends',
    about: 'the honest advice',
    holds: ({ what }) => what === 'machine',
  },
];

/** The items by what to do first; groups without any are left out. Each item stands once. */
export function groupsOf(items: readonly ReachItem[]): ItemGroup[] {
  let isFirst = true;
  return kinds.flatMap(({ title, about, holds, isStep }) => {
    const own = items.filter(holds);
    if (own.length === 0) return [];
    const when = isStep ? (isFirst ? 'First: ' : 'Then: ') : '';
    isFirst = false;
    return [{ title: `${when}${title}`, about, items: own }];
  });
}

/** How sure an item is the miner's, for whoever reads the marks for the first time. */
export const proofLegend =
  'Shown: the evidence ties it to the miner. Likely: much speaks for it; look before you remove it. Possible: it was within reach, and nothing shows more.';

/** Secrets and the machine itself stand below words that say how sure they are. */
export function isGraded(what: ReachItem['what']): boolean {
  return what !== 'secret' && what !== 'machine';
}

export const proofWords: Readonly<Record<ReachItem['proof'], string>> = {
  shown: 'shown',
  likely: 'likely',
  possible: 'possible',
};
