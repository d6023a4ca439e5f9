/**
 * Another tool's alarm about mining, told as that tool's claim: it watched, and its rule may be wrong. The extractors
 * hand on alarms whose words or category speak of mining.
 * The rule, for the alarms of one machine: those that name only a pool's name or a policy are a `mention`, moderate; one
 * about a miner's own traffic is `configured`, low; two different ones are `configured`, moderate. Never more: a
 * signature's match is not work that was seen. An alarm that blocked the traffic says so.
 * Does not see: whether the rule is any good, nor alarms whose words don't say that they are about mining.
 */

import { addressOf } from '../../model/endpoint.ts';
import type { Confidence, Stage } from '../../model/finding.ts';
import type { SensorAlert } from '../../model/network-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';

type Alarm = Observation<'sensor-alert'>;

/** Alarms that a claim names. */
const mostNamed = 20;

/** Words of rules that match a name, not a miner's own words on the wire. */
const aboutNames = /\b(?:dns|domain|lookup|look-up|query|queries|website|web site|advertis\w{1,8})\b/i;
/** Of rules that match a miner's own words: many of them stand among policies (“ET POLICY Cryptocurrency Miner Checkin”). */
const aboutWork = /\b(?:check-?in|authline|stratum|logs? in|login|submit\w{0,6}|subscri\w{1,5})\b/i;
const aboutPolicy = /\b(?:policy|info|informational)\b/i;

export const sensorAlarm: Detector<'sensor-alert'> = defineDetector({
  id: 'sensor-alarm',
  title: 'Another tool raised an alarm about mining',
  stage: 'configured',
  techniques: ['T1496.001'],
  confidence: 'low',
  needs: ['sensor-alert'],
  couldBe: ['a false alarm of that tool', 'the owner of the machine mines on purpose'],
  *detect({ 'sensor-alert': alarms }) {
    for (const group of byMachine(alarms)) yield claimOf(group);
  },
});

/** One claim a machine. An alarm that names no machine stands with others of its words. */
function byMachine(alarms: readonly Alarm[]): Iterable<[Alarm, ...Alarm[]]> {
  const groups = new Map<string, [Alarm, ...Alarm[]]>();
  for (const alarm of alarms) {
    const { client, signature } = alarm.value;
    const key = client === undefined ? `? ${signature}` : addressOf(client);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [alarm]);
    else group.push(alarm);
  }
  return groups.values();
}

function claimOf(group: readonly [Alarm, ...Alarm[]]): Claim {
  const grave = group.filter(({ value }) => !isAboutName(value));
  const slight = group.filter(({ value }) => isAboutName(value));
  const ordered = [...grave, ...slight];
  const { stage, confidence } = verdictOf(grave);
  return {
    stage,
    confidence,
    title: titleOf((ordered[0] ?? group[0]).value, group),
    because: any(...ordered.slice(0, mostNamed).map(leafOf)),
    couldBe: readingsOf(stage),
    ...(stage === 'mention' ? { techniques: [] } : {}),
  };
}

function verdictOf(grave: readonly Alarm[]): { stage: Stage; confidence: Confidence } {
  if (grave.length === 0) return { stage: 'mention', confidence: 'moderate' };
  const rules = new Set(grave.map(({ value }) => value.signature));
  return { stage: 'configured', confidence: rules.size > 1 ? 'moderate' : 'low' };
}

function isAboutName({ signature, category }: SensorAlert): boolean {
  if (aboutNames.test(signature) || aboutWork.test(signature)) return aboutNames.test(signature);
  return aboutPolicy.test(signature) || aboutPolicy.test(category ?? '');
}

function titleOf({ product, sensor, signature, client }: SensorAlert, group: readonly Alarm[]): string {
  const times = group.reduce((sum, { value }) => sum + (value.times ?? 1), 0);
  const often = times > 1 ? `${times} alarms about mining, first of all` : 'an alarm about mining,';
  const on = client === undefined ? '' : ` on ${addressOf(client)}`;
  return `${product ?? names[sensor] ?? sensor} raised ${often} “${signature.slice(0, 120)}”${on}`;
}

const names: Partial<Record<SensorAlert['sensor'], string>> = { zeek: 'Zeek', suricata: 'Suricata', cef: 'A sensor' };

function leafOf(alarm: Alarm): ReturnType<typeof saw> {
  const { action, times = 1 } = alarm.value;
  const often = times === 1 ? 'raised once' : `raised ${times} times`;
  const blocked = action === 'blocked' ? '; the traffic was blocked' : '';
  const about = isAboutName(alarm.value) ? '; it is about a name or a policy' : '';
  return saw(alarm, `that tool's claim, ${often}${blocked}${about}`);
}

function readingsOf(stage: Stage): string[] {
  const readings = ['a false alarm of that tool', "a security tool's or a researcher's own test"];
  return stage === 'mention'
    ? [...readings, "a person who visits a pool's page", 'a resolver that asks for others']
    : [...readings, 'the owner of the machine mines on purpose'];
}
