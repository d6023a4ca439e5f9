/**
 * Settings that hide or guard a miner: a module that the kernel's own list does not show, which tells something alone;
 * beside a miner also defences that are off, histories that are not kept, rivals that are kept away, and what makes
 * mining faster.
 * Does not claim: who set them. Each is an administrator's, too.
 */
import type { MachineSetting } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { miningProcesses, type ProcessKind, processKinds, surely } from './mining-process.ts';
import { cut, plain } from './process-words.ts';

type Setting = Observation<'machine-setting'>;

const mostNamed = 12;

export const weakenedMachine: Detector<ProcessKind | 'machine-setting' | 'autostart'> = defineDetector({
  id: 'weakened-machine',
  title: 'Settings that hide or guard a miner',
  stage: 'mention',
  techniques: ['T1562'],
  confidence: 'low',
  needs: [...processKinds, 'machine-setting', 'autostart'],
  couldBe: ['an administrator who set it up so'],
  *detect(seen, context) {
    const settings = seen['machine-setting'];
    for (const module of settings.filter(isHidden).slice(0, mostNamed)) yield hiddenModule(module);
    const others = settings.filter((one) => !isHidden(one) && one.value.why.some((why) => guards.has(why)));
    if (others.length === 0) return;
    const mining = surely(miningProcesses(seen, context)).map(({ process }) => process);
    const starting = seen.autostart.filter(({ value }) => value.mines === true);
    const containers = seen.container.filter(({ value }) => value.mines === true);
    const [miner] = [...mining, ...starting, ...containers];
    if (miner !== undefined) yield beside(miner, others);
  },
});

function isHidden({ value: { why } }: Setting): boolean {
  return why.includes('hides') && why.includes('kernel-extended');
}

const guards: ReadonlySet<string> = new Set<MachineSetting['why'][number]>([
  'tuned-for-mining',
  'defence-off',
  'hides',
  'keeps-others-away',
]);

function hiddenModule(module: Setting): Claim {
  return {
    title: `A module of the kernel is hidden from the list of modules: ${cut(plain(module.value.setting))}`,
    techniques: ['T1014', 'T1547.006'],
    confidence: 'high',
    couldBe: ['a module that was being loaded or removed at that moment', 'a tool of defence that hides itself'],
    because: saw(module, module.value.says),
  };
}

function beside(miner: Observation, settings: readonly Setting[]): Claim {
  const named = [...new Set(settings.map(({ value }) => cut(plain(value.setting), 60)))];
  const more = named.length > 4 ? ` and ${named.length - 4} more` : '';
  return {
    title: `Beside the miner, settings that help or guard one: ${named.slice(0, 4).join(', ')}${more}`,
    because: all(...settings.slice(0, mostNamed).map((one) => saw(one, one.value.says)), saw(miner, 'the miner')),
  };
}
