/** Davylamp as a library: scan on Node, and the model of what comes back. */
export { type Progress, type ScanOptions, scan } from './engine/node/scan.ts';
export type { Answer, Hypothesis, Question } from './model/answer.ts';
export type { Artifact, ArtifactKind } from './model/artifact.ts';
export type { Because, Confidence, Finding, Stage } from './model/finding.ts';
export type { Gap, GapCode } from './model/gap.ts';
export type { Limits } from './model/limits.ts';
export type { Observation, ObservationKind, Payload } from './model/observation.ts';
export type { Consent, Report, VerdictStage } from './model/report.ts';
