/**
 * Docker listens for anybody, and a container stands there that sees the machine's own disk and fetches or writes
 * something: that is how such a door is used. Beside what mines, by the time, it is the way in.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, saw } from '../../model/units.ts';

type Setting = Observation<'machine-setting'>;
type Container = Observation<'container'>;
type Start = Observation<'process'> | Observation<'autostart'>;

interface Seen {
  readonly 'machine-setting': readonly Setting[];
  readonly container: readonly Container[];
  readonly process: readonly Observation<'process'>[];
  readonly autostart: readonly Observation<'autostart'>[];
}

const hourMs = 3_600_000;
const mostClaims = 10;
const longestCommand = 60;

export function* dockerDoor(seen: Seen): Generator<Claim> {
  const door = seen['machine-setting'].find(
    ({ value }) => value.why.includes('open-door') && value.setting.startsWith('docker'),
  );
  if (door === undefined) return;
  const miners: Start[] = [
    ...seen.process.filter(({ value }) => value.why.includes('mines')),
    ...seen.autostart.filter(({ value }) => value.mines === true || value.carries === 'miner'),
  ];
  for (const container of seen.container.filter(isOut).slice(0, mostClaims)) yield claimOf(door, container, miners);
}

/** Its command reaches out of it, onto the machine. */
function isOut({ value: { runtime, why, command = '', carries } }: Container): boolean {
  if (runtime !== 'docker' || !why.includes('sees-whole-machine')) return false;
  return carries === 'miner' || carries === 'download' || /\bchroot\s|\/etc\/(?:cron|systemd|ssh|ld\.so)/.test(command);
}

function claimOf(door: Setting, container: Container, miners: readonly Start[]): Claim {
  const { name, id, created, command = '', carries } = container.value;
  const followed = miners.find((miner) => followsWithin(created, timeOf(miner)));
  const when = created === undefined ? '' : `, made ${created.slice(0, 16).replace('T', ' ')} UTC,`;
  const line = command.replace(/\s+/g, ' ').trim();
  const told = line.length <= longestCommand ? line : `${line.slice(0, longestCommand - 1)}…`;
  return {
    title: `Docker takes orders from anybody (${door.value.value}), and a container of it (${name ?? id.slice(0, 12)})${when} reaches the whole disk: ${told}`,
    stage: carries === 'miner' ? 'capability' : 'mention',
    confidence: followed === undefined ? 'low' : 'moderate',
    techniques: ['T1133', 'T1610', 'T1611'],
    couldBe: ['an administrator who works on the machine through a container', 'somebody who could log in already'],
    because: all(
      saw(container, 'sees the whole disk of the machine'),
      saw(door, 'no password is asked for'),
      ...(followed === undefined ? [] : [saw(followed, 'what mines came within an hour after it')]),
    ),
  };
}

function timeOf(miner: Start): string | undefined {
  return miner.kind === 'process' ? miner.value.start : miner.value.modified;
}

function followsWithin(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const ms = Date.parse(after) - Date.parse(before);
  return ms >= 0 && ms <= hourMs;
}
