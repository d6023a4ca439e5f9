/**
 * From what was seen lately to alerts: the detectors look at the window, and each of their claims that something new
 * speaks for is held against what was told before.
 */
import type { Alert, AlertPlace } from '../../model/alert.ts';
import type { Because, Finding, Stage } from '../../model/finding.ts';
import type { Host } from '../../model/host.ts';
import { stages } from '../../model/ladder.ts';
import type { Limits } from '../../model/limits.ts';
import type { Observation } from '../../model/observation.ts';
import type { Report } from '../../model/report.ts';
import { conclude } from '../conclude.ts';
import type { Examined } from '../ledger.ts';
import type { Registry } from '../registry.ts';
import { version } from '../version.ts';
import type { Incidents } from './incidents.ts';
import { type News, newsOf, periodOf, poolOf, restsOn } from './subject.ts';

/** Of one alert. */
const mostObservations = 8;
const mostReasons = 12;

export interface AlertingOptions {
  readonly host: Host;
  readonly limits: Limits;
  readonly registry: Registry;
  /** Stages below it are not told. */
  readonly atLeast: Stage;
  /** Of the watch: two watches never give one id to two alerts. */
  readonly watch: string;
  /** One fact in one line for people. */
  readonly describe: (observation: Observation) => string;
}

export class Alerting {
  readonly #options: AlertingOptions;
  readonly #incidents: Incidents;

  constructor(options: AlertingOptions, incidents: Incidents) {
    this.#options = options;
    this.#incidents = incidents;
  }

  /**
   * @param fresh values of the observations that are new
   * @param isReread all of the new ones were read before a restart
   */
  async look(sources: readonly Examined[], fresh: ReadonlySet<unknown>, isReread: boolean): Promise<Alert[]> {
    const report = this.#conclude(sources);
    const byId = new Map(report.observations.map((seen) => [seen.id, seen]));
    const alerts: Alert[] = [];
    for (const finding of report.findings) {
      const evidence = restsOn(finding.because, byId);
      if (isBelow(finding.stage, this.#options.atLeast) && !isOwnRule(evidence)) continue;
      for (const news of newsOf(evidence, fresh)) {
        const alert = await this.#tell(finding, evidence, news, report, isReread);
        if (alert) alerts.push(alert);
      }
    }
    return alerts;
  }

  /** The detectors alone: no question is answered while things are in flow. */
  #conclude(examined: readonly Examined[]): Report {
    const { host, limits, registry } = this.#options;
    const now = host.now();
    const evidence = { examined, inputs: [], pathGaps: [], files: 0, bytes: 0, started: now, finished: now, version };
    return conclude(evidence, { ...registry, assessors: [] }, limits);
  }

  async #tell(
    finding: Finding,
    evidence: readonly Observation[],
    { subject, seen: news }: News,
    report: Report,
    isReread: boolean,
  ): Promise<Alert | undefined> {
    const { host, watch, describe } = this.#options;
    const { stage, title, detector, confidence, couldBe, techniques } = finding;
    const newest = news.at(-1);
    const source = newest ? placeOf(newest, report) : { name: '?' };
    const now = host.now();
    const key = JSON.stringify([
      detector,
      subject.machine ?? source.name,
      subject.account ?? (subject.machine || isOwnRule(evidence) ? '' : title),
    ]);
    const telling = this.#incidents.note(key, { stage, title, ...subject }, now.getTime(), isReread);
    if (telling === undefined) return undefined;
    const { why, incident } = telling;
    const hash = await host.sha256(new TextEncoder().encode(JSON.stringify([watch, key, stage, incident.told])));
    const shown = [...news, ...evidence.filter((seen) => !news.includes(seen))].slice(0, mostObservations);
    const pool = poolOf(shown);
    return {
      type: 'alert',
      schema: 1,
      id: hash.slice(0, 32),
      time: now.toISOString(),
      reason: why,
      stage,
      title,
      detector,
      confidence,
      ...subject,
      ...(pool === undefined ? {} : { pool }),
      ...periodOf(shown),
      because: reasonsOf(finding.because, (id) => evidence.find((seen) => seen.id === id), describe),
      couldBe,
      techniques,
      observations: shown.map((seen) => ({ kind: seen.kind, says: describe(seen), at: placeOf(seen, report) })),
      source,
      count: incident.count,
    };
  }
}

function isBelow(stage: Stage, least: Stage): boolean {
  return stages.indexOf(stage) < stages.indexOf(least);
}

/** Who gave rules wants to hear of them; and their titles count, so that no two are the same. */
function isOwnRule(evidence: readonly Observation[]): boolean {
  return evidence.length > 0 && evidence.every(({ kind }) => kind === 'rule-match');
}

function placeOf({ at }: Observation, { artifacts }: Report): AlertPlace {
  const { artifact, length: _, ...place } = at;
  return { name: artifacts.find(({ id }) => id === artifact)?.name ?? artifact, ...place };
}

/** The grounds of a claim in words: what the detector says of each fact, or what the fact itself says. */
function reasonsOf(
  because: Because,
  seen: (id: string) => Observation | undefined,
  describe: (observation: Observation) => string,
): string[] {
  const reasons = new Set<string>();
  const walk = (part: Because): void => {
    if (reasons.size >= mostReasons) return;
    if (part.why !== undefined) reasons.add(part.why);
    else if ('saw' in part) {
      const fact = seen(part.saw);
      if (fact) reasons.add(describe(fact));
    }
    if ('saw' in part) return;
    for (const inner of 'all' in part ? part.all : part.any) walk(inner);
  };
  walk(because);
  return [...reasons];
}
