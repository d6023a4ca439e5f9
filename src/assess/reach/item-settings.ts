/** Settings that the miner made, system files that are no longer their package's, and releases that brought a miner. */
import type { RemovalStep } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { MachineSetting } from '../../model/machine-payloads.ts';
import { isAtLeast, ofKind, stagesBySeen } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { besideMiner } from './deeds.ts';
import { byHand, type Draft, stepsFor } from './draft.ts';
import { machineIn, minerFiles, pathOf } from './miner-ties.ts';
import { cameBeside } from './same-time.ts';

export function* settingItems(evidence: Case): Generator<Draft> {
  for (const seen of ofKind(evidence, 'machine-setting')) {
    const { id, value } = seen;
    const written = writtenByScript(value, evidence);
    const isFound = isAtLeast(stagesBySeen(evidence).get(id), 'capability');
    if (written.length === 0 && !isFound && value.why.length === 0) continue;
    const proof = written.length > 0 ? 'shown' : isFound ? 'likely' : 'possible';
    yield {
      what: 'setting',
      place: value.setting,
      key: `setting:${value.setting}`,
      says: `${cut(value.value)}: ${value.says}`,
      proof,
      because: [...new Set([id, ...written])],
      removal: stepsFor(proof, setBack(value), askAbout(value, pathOf(seen, evidence))),
    };
  }
}

/** A script beside the miner is written to change that very setting. */
function writtenByScript({ setting }: MachineSetting, evidence: Case): string[] {
  const name = setting.toLowerCase();
  const isIt = (text: string | undefined): boolean => text?.toLowerCase().includes(name) === true;
  return [
    ...besideMiner(evidence, 'host-tuning').filter(({ value }) => isIt(value.what) || isIt(value.command)),
    ...besideMiner(evidence, 'defence-off').filter(({ value }) => isIt(value.what) || isIt(value.command)),
  ].map(({ id }) => id);
}

/** Settings that the running kernel takes by their name. */
const byName = /^(?:vm|kernel|net|fs)\.[a-z0-9_.]{1,80}$/;

function setBack({ setting, usual }: MachineSetting): RemovalStep[] {
  if (usual !== undefined && byName.test(setting) && /^[\w. -]{1,60}$/.test(usual))
    return [{ do: 'set', setting, value: usual }];
  return [
    byHand(`Set ${setting} back${usual === undefined ? '' : ` to ${usual}`}, and see what sets it at the next start.`),
  ];
}

function askAbout({ setting, value, usual, why }: MachineSetting, path: string | undefined): string {
  const otherwise = usual === undefined ? '' : ` (usual: ${usual})`;
  if (why.includes('open-door'))
    return `Close this door as well, or it comes in again: take ${cut(value)} out of ${cut(path ?? setting)}${otherwise}, and let nobody reach it from outside.`;
  return `Ask who set ${setting}${otherwise}; administrators have reasons of their own.`;
}

export function* systemFileItems(evidence: Case): Generator<Draft> {
  for (const { id, value } of ofKind(evidence, 'package-file')) {
    const file = minerFiles(evidence).get(value.path);
    const isFound = isAtLeast(stagesBySeen(evidence).get(id), 'capability');
    const beside = cameBeside([value.changed, value.modified], evidence, value.path);
    // Administrators change settings; the programs of a package are nobody's to change.
    if (file === undefined && !isFound && beside === undefined && value.path.startsWith('/etc/')) continue;
    const proof = file?.proof === 'shown' ? 'shown' : isFound || beside !== undefined ? 'likely' : 'possible';
    const why =
      (file && `it ${file.says}`) ??
      (beside === undefined ? 'nothing shows who changed it' : `it changed within minutes of ${cut(beside.path)}`);
    yield {
      what: 'system-file',
      place: value.path,
      key: `system-file:${value.path}`,
      says: `${value.state === 'missing' ? 'missing' : 'not what'} ${value.state === 'missing' ? `though package ${value.package} brought it` : `package ${value.package} brought`}: ${why}`,
      proof,
      because: [...new Set([id, ...(file?.because ?? []), ...(beside?.because ?? [])])].slice(0, 20),
      removal: stepsFor(
        proof,
        [
          {
            do: 'reinstall-package',
            manager: managerOf(machineIn(evidence)?.value.system ?? ''),
            package: value.package,
            path: value.path,
          },
        ],
        `Keep a copy of ${value.path}, then install package ${value.package} again.`,
      ),
    };
  }
}

/** Before there was dnf. */
const yumOnly = /(?:red hat|centos|oracle|scientific|cloudlinux)\D{0,40}[5-7]\b|amazon linux (?:2$|ami)/i;
/** The first that fits. */
const managers: readonly (readonly [system: RegExp, manager: string])[] = [
  [/alpine/i, 'apk'],
  [/suse/i, 'zypper'],
  [/\barch\b|manjaro|endeavouros|garuda|cachyos/i, 'pacman'],
  [yumOnly, 'yum'],
  [/fedora|red hat|rhel|centos|rocky|alma|oracle|amazon/i, 'dnf'],
  [/alibaba|anolis|openeuler|tencentos|opencloudos/i, 'dnf'],
];

/** The package manager of a system, by its name: `CentOS Linux 7 (Core)`. */
export function managerOf(system: string): string {
  return managers.find(([fits]) => fits.test(system))?.[1] ?? 'apt';
}

export function* packageItems(evidence: Case): Generator<Draft> {
  for (const { id, value } of ofKind(evidence, 'bad-release')) {
    const proof = value.installed && value.mines ? 'shown' : value.installed ? 'likely' : 'possible';
    const where = value.installed ? 'its files stand here' : 'a lock file names it; its files are not here';
    yield {
      what: 'package',
      place: `${value.name} ${value.version} (${value.ecosystem})`,
      key: `package:${value.ecosystem}:${value.name}:${value.version}`,
      says: `a release that is known to be bad (${value.says}); ${where}`,
      proof,
      because: [id],
      removal: [
        byHand(
          `Set ${value.name} to a release before or after ${value.version}, delete what was installed, and install again; change every secret that the build or the program could read.`,
        ),
      ],
    };
  }
}
