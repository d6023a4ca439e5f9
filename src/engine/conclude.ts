/** From what all sources gave to one report: ids, findings, answers, verdict. */

import { consentOf } from '../assess/consent.ts';
import type { Answer } from '../model/answer.ts';
import type { Artifact } from '../model/artifact.ts';
import type { Case, EarlierReport } from '../model/case.ts';
import type { Because, Finding } from '../model/finding.ts';

import type { Gap } from '../model/gap.ts';
import { questions, stages } from '../model/ladder.ts';
import type { Limits } from '../model/limits.ts';
import { machineKinds } from '../model/machine-kinds.ts';
import type { Observation, ObservationKind } from '../model/observation.ts';
import type { Report } from '../model/report.ts';
import type { Assessor, Claim, DetectContext, Detector } from '../model/units.ts';
import { evidenceDoubts } from './evidence-doubts.ts';
import { weedEvidence } from './evidence-files.ts';
import type { Examined, Seen } from './ledger.ts';
import type { Registry } from './registry.ts';

/** A path that no source could be made of. */
export interface PathGap {
  readonly path: string;
  readonly code: Gap['code'];
  readonly what: string;
}

export interface Evidence {
  readonly inputs: readonly string[];
  /** In the order in which they shall stand. */
  readonly examined: readonly Examined[];
  readonly pathGaps: readonly PathGap[];
  readonly files: number;
  readonly bytes: number;
  readonly started: Date;
  readonly finished: Date;
  /** The user's own rules that were run, where there were any. */
  readonly rules?: number;
  /** An earlier report of the machine, which is checked again. */
  readonly earlier?: EarlierReport;
  readonly version: string;
}

interface Draft {
  readonly artifacts: Artifact[];
  readonly observations: Observation[];
  readonly gaps: Gap[];
  /** There were more observations than there may be. */
  full: boolean;
}

/** Makes the report. */
export function conclude(evidence: Evidence, registry: Registry, limits: Limits): Report {
  const draft: Draft = { artifacts: [], observations: [], gaps: [], full: false };
  for (const gap of evidence.pathGaps) draft.gaps.push({ artifact: gap.path, code: gap.code, what: gap.what });
  const entries = evidence.examined.map((examined) => enter(draft, weedEvidence(examined, evidence.inputs), limits));
  const own = draft.observations.length;
  if (own > 0) for (const entry of entries) takeAsides(draft, entry, limits);
  draft.gaps.push(...evidenceDoubts(draft.observations, registry.assessors, evidence.finished));
  const findings = detect(draft, registry.detectors);
  // Answers look at all that a machine shows, and name what they rest on.
  dropUnused(draft, own, new Set(findings.flatMap(leaves)), machineKinds);
  const highest = findings[0]?.stage ?? 'none';
  const answers = answer(draft, findings, registry.assessors, evidence.earlier);
  dropUnused(draft, own, new Set([...findings.flatMap(leaves), ...namedIn(answers)]), nothing);
  return {
    schema: 1,
    tool: { name: 'davylamp', version: evidence.version },
    generatedAt: evidence.finished.toISOString(),
    inputs: [...evidence.inputs],
    verdict: { stage: highest, consent: consentOf(answers) },
    artifacts: draft.artifacts,
    observations: draft.observations,
    findings,
    answers,
    gaps: draft.gaps,
    stats: {
      bytes: evidence.bytes,
      files: evidence.files,
      seconds: (evidence.finished.getTime() - evidence.started.getTime()) / 1000,
      ...(evidence.rules === undefined ? {} : { rules: evidence.rules }),
    },
  };
}

/** One source, and the ids of those of its artifacts that have something to say. */
interface Entry {
  readonly examined: Examined;
  readonly idOf: (index: number) => string;
}

/** Enters one source's artifacts, observations and gaps, those alone that have something to say. */
function enter(draft: Draft, examined: Examined, limits: Limits): Entry {
  const ids = new Map<number, string>();
  const idOf = (index: number): string => {
    const known = ids.get(index);
    if (known !== undefined) return known;
    const { parent, ...artifact } = examined.artifacts[index] ?? {
      name: '?',
      kind: 'data' as const,
      size: 0,
      parent: undefined,
    };
    const parentId = parent === undefined ? {} : { parent: idOf(parent) };
    const id = `a${draft.artifacts.length + 1}`;
    ids.set(index, id);
    draft.artifacts.push({ id, ...artifact, ...parentId });
    return id;
  };
  const entry = { examined, idOf };
  observe(draft, examined.seen, entry, limits);
  for (const { artifact, ...gap } of examined.gaps) draft.gaps.push({ artifact: idOf(artifact), ...gap });
  return entry;
}

const nothing: ReadonlySet<ObservationKind> = new Set();

/** Context that nobody rests on, and what it alone brought in; what a log covers is context for the answers. */
function dropUnused(draft: Draft, own: number, used: ReadonlySet<string>, stay: ReadonlySet<ObservationKind>): void {
  const asides = draft.observations.slice(own);
  const kept = asides.filter(({ id, kind }) => kind === 'log-span' || stay.has(kind) || used.has(id));
  if (kept.length === asides.length) return;
  draft.observations.splice(own, asides.length, ...kept);
  const parents = new Map(draft.artifacts.map(({ id, parent }) => [id, parent]));
  const wanted = new Set<string>();
  const places = [...draft.observations.map(({ at }) => at.artifact), ...draft.gaps.map(({ artifact }) => artifact)];
  for (const place of places)
    for (let id: string | undefined = place; id !== undefined && !wanted.has(id); id = parents.get(id)) wanted.add(id);
  draft.artifacts.splice(0, draft.artifacts.length, ...draft.artifacts.filter(({ id }) => wanted.has(id)));
}

/** Ids of the observations that stand anywhere in the answers. */
function namedIn(answers: readonly Answer[]): string[] {
  return [...JSON.stringify(answers).matchAll(/"(o\d+)"/g)].map(([, id = '']) => id);
}

/** Ids of the observations that a finding rests on. */
function leaves({ because }: Pick<Finding, 'because'>): string[] {
  if ('saw' in because) return [because.saw];
  return ('all' in because ? because.all : because.any).flatMap((part) => leaves({ because: part }));
}

/** Context is told beside something else, and after it. */
function takeAsides(draft: Draft, entry: Entry, limits: Limits): void {
  if (entry.examined.asides) observe(draft, entry.examined.asides, entry, limits);
}

function observe(draft: Draft, seen: readonly Seen[], { examined, idOf }: Entry, limits: Limits): void {
  for (const one of seen) {
    if (draft.observations.length >= limits.observations) {
      const what = `more than ${limits.observations} observations in all: the rest is left out`;
      if (!draft.full) draft.gaps.push({ artifact: idOf(one.artifact), code: 'limit-count', what });
      draft.full = true;
      return;
    }
    const id = `o${draft.observations.length + 1}`;
    draft.observations.push(observation(id, idOf(one.artifact), one, lineage(examined, one.artifact)));
  }
}

/** The decoders passed through, outermost first. */
function lineage(examined: Examined, index: number): string[] {
  const via: string[] = [];
  for (let at: number | undefined = index; at !== undefined; at = examined.artifacts[at]?.parent) {
    const decodedBy = examined.artifacts[at]?.decodedBy;
    if (decodedBy !== undefined) via.unshift(decodedBy);
  }
  return via;
}

function observation(id: string, artifact: string, seen: Seen, via: string[]): Observation {
  const { kind, value, offset, length, packet, line, time } = seen.sighting;
  const at: Observation['at'] = seen.unplaced ? { artifact } : { artifact, offset, length };
  if (packet !== undefined) at.packet = packet;
  if (line !== undefined) at.line = line;
  if (time !== undefined) at.time = new Date(time).toISOString();
  // kind and value come from one sighting, so they belong together; TypeScript can't follow that through the union.
  return { id, kind, value, at, via, by: seen.by, ...(seen.excerpt && { excerpt: seen.excerpt }) } as Observation;
}

/** Runs every detector and orders what they claim, highest stage first. */
function detect(draft: Draft, detectors: readonly Detector[]): Finding[] {
  const byId = new Map(draft.artifacts.map((artifact) => [artifact.id, artifact]));
  const context = lineageContext(byId);
  const byKind = new Map<ObservationKind, Observation[]>();
  for (const seen of draft.observations) {
    const list = byKind.get(seen.kind);
    if (list) list.push(seen);
    else byKind.set(seen.kind, [seen]);
  }
  const claims: Omit<Finding, 'id'>[] = [];
  for (const unit of detectors) {
    const seen = Object.fromEntries(unit.needs.map((kind) => [kind, byKind.get(kind) ?? []]));
    try {
      // The record holds exactly the kinds that the unit needs.
      for (const claim of unit.detect(seen as unknown as Parameters<Detector['detect']>[0], context))
        claims.push(stated(unit, claim));
    } catch (error) {
      draft.gaps.push(defect(unit.id, error));
    }
  }
  const rank = (claim: Omit<Finding, 'id'>): number => -stages.indexOf(claim.stage);
  claims.sort(
    (a, b) => rank(a) - rank(b) || firstSeen(a.because) - firstSeen(b.because) || (a.detector < b.detector ? -1 : 1),
  );
  return claims.map((claim, i) => ({ id: `f${i + 1}`, ...claim }));
}

/** A claim with what its detector says of all its claims. */
function stated(unit: Detector, claim: Claim): Omit<Finding, 'id'> {
  return {
    detector: claim.detector ?? unit.id,
    stage: claim.stage ?? unit.stage,
    title: claim.title ?? unit.title,
    techniques: [...(claim.techniques ?? unit.techniques)],
    confidence: claim.confidence ?? unit.confidence,
    because: claim.because,
    couldBe: [...(claim.couldBe ?? unit.couldBe)],
  };
}

/** A unit that crashed costs its own claims, not the report. */
function defect(unit: string, error: unknown): Gap {
  return {
    artifact: unit,
    code: 'crashed',
    what: `a defect in ${unit}: ${error instanceof Error ? error.message : 'unknown'}`,
  };
}

function answer(
  draft: Draft,
  findings: readonly Finding[],
  assessors: readonly Assessor[],
  earlier: EarlierReport | undefined,
): Answer[] {
  const { artifacts, observations, gaps } = draft;
  const given: Case = { artifacts, observations, findings, gaps, ...(earlier && { earlier }) };
  const answers: Answer[] = [];
  for (const unit of assessors) {
    try {
      answers.push(unit.assess(given));
    } catch (error) {
      draft.gaps.push(defect(unit.id, error));
    }
  }
  return answers.sort((a, b) => questions.indexOf(a.question) - questions.indexOf(b.question));
}

function lineageContext(byId: ReadonlyMap<string, Artifact>): DetectContext {
  const artifact = (id: string): Artifact => {
    const found = byId.get(id);
    if (found === undefined) throw new RangeError(`no artifact ${id}`);
    return found;
  };
  const root = (id: string): Artifact => {
    let at = artifact(id);
    while (at.parent !== undefined) at = artifact(at.parent);
    return at;
  };
  return { artifact, root };
}

/** Number of the first observation that a claim rests on. */
function firstSeen(because: Because): number {
  if ('saw' in because) return Number(because.saw.slice(1));
  const parts = 'all' in because ? because.all : because.any;
  return Math.min(...parts.map(firstSeen));
}
