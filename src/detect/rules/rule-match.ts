/**
 * A rule of the user's own matched. What that means is for the rule to say: its words are passed on, and it counts as a
 * mention, unless its author gave it a stage of the ladder (`davylamp_stage`, in a YARA rule's metadata or as a field of a
 * Sigma rule).
 * Does not judge: whether the rule is any good.
 */
import type { Stage } from '../../model/finding.ts';
import { stages } from '../../model/ladder.ts';
import type { Observation } from '../../model/observation.ts';
import type { RuleMatch } from '../../model/script-payloads.ts';
import { any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';

/** Places that a claim names; a careless rule matches everywhere. */
const mostNamed = 20;
const longestTitle = 200;
/** Innocent readings that a rule's author gave. */
const mostReadings = 5;

export const ruleMatch: Detector<'rule-match'> = defineDetector({
  id: 'rule-match',
  title: 'A rule of yours matched',
  stage: 'mention',
  techniques: [],
  confidence: 'low',
  needs: ['rule-match'],
  couldBe: ['the rule matches innocent things as well', 'a text that quotes what the rule looks for'],
  *detect({ 'rule-match': matches }) {
    for (const same of byRule(matches).values()) yield* claim(same);
  },
});

function byRule(matches: readonly Observation<'rule-match'>[]): Map<string, Observation<'rule-match'>[]> {
  const groups = new Map<string, Observation<'rule-match'>[]>();
  for (const match of matches) {
    const { engine, rule, file } = match.value;
    const key = `${engine} ${file ?? ''} ${rule}`;
    const group = groups.get(key);
    if (group) group.push(match);
    else groups.set(key, [match]);
  }
  return groups;
}

function* claim(same: readonly Observation<'rule-match'>[]): Generator<Claim> {
  const [first] = same;
  if (!first) return;
  const { value } = first;
  yield {
    detector: `${value.engine}/${value.rule}`,
    title: titleOf(value, same).slice(0, longestTitle),
    stage: stageOf(value),
    techniques: techniquesOf(value),
    ...(value.engine === 'sigma' ? { couldBe: readingsOf(value) } : {}),
    because: any(...same.slice(0, mostNamed).map((match) => saw(match, words(match.value)))),
  };
}

function titleOf(value: RuleMatch, same: readonly Observation<'rule-match'>[]): string {
  if (value.engine === 'yara') {
    const says = meta(value, 'description');
    return `YARA rule ${value.rule} matched${says === undefined ? '' : `: ${says}`}`;
  }
  const times = same.reduce((sum, match) => sum + (match.value.times ?? 1), 0);
  const level = value.level === undefined ? '' : `, level ${value.level}`;
  return `Sigma rule “${value.title ?? value.rule}” matched ${times === 1 ? 'an event' : `${times} events`}${level}`;
}

/** ATT&CK, as Sigma's tags name it: `attack.t1496.001`. */
function techniquesOf({ tags }: RuleMatch): string[] {
  return tags.flatMap((tag) => {
    const id = /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag)?.[1];
    return id === undefined ? [] : id.toUpperCase();
  });
}

/** What the rule's author says that else looks so. */
function readingsOf(value: RuleMatch): readonly string[] {
  const told = value.meta
    .filter(({ key }) => key === 'falsepositives')
    .map((entry) => entry.value.trim())
    .filter((text) => text !== '' && !/^(?:unknown|none|unlikely)$/i.test(text));
  return [...told.slice(0, mostReadings).map((text) => `the rule’s author names: ${text}`), ...ruleMatch.couldBe];
}

/** Who wrote the rule and what it rests on, as the rule says. */
function words(value: RuleMatch): string {
  const told = ['author', 'reference', 'date', 'license'].flatMap((key) => {
    const text = meta(value, key);
    return text === undefined ? [] : [`${key} ${text}`];
  });
  return told.length === 0 ? `rule ${value.rule}` : `the rule says: ${told.join(', ')}`;
}

function stageOf(value: RuleMatch): Stage {
  const told = meta(value, 'davylamp_stage');
  return stages.find((stage) => stage === told) ?? 'mention';
}

function meta(value: RuleMatch, key: string): string | undefined {
  return value.meta.find((entry) => entry.key.toLowerCase() === key)?.value.trim() || undefined;
}
