/** How a question is weighed: tables that an analyst can read (docs/weighing.md is made from them). */
import type { Case } from './case.ts';
import type { Observation } from './observation.ts';
import type { Forgeability, Provenance } from './provenance.ts';

/** A number of 0 to 100. */
type Percent = number;

/** A reading of the case. All readings of a table exclude one another. */
interface Reading {
  /** What the answer calls it, after "most likely": `a prank or a false flag`. */
  readonly label: string;
  /** Before any evidence. The readings of a table and its `unknown` add up to 100. */
  readonly prior: Percent;
  /** Why this prior. */
  readonly why: string;
}

/** Something that may be seen, and how likely it would be under each reading. */
export interface Indicator<Id extends string = string> {
  /** kebab-case; `question/id` names it in evidence files. */
  readonly id: string;
  /** What is seen, as a sentence without its full stop: `Pools paid the account before the file was built`. */
  readonly says: string;
  /** P(seen | reading). */
  readonly likelihood: Readonly<Record<Id, Percent>>;
  /** Why these numbers, for someone who would set others. */
  readonly why: string;
  /** What it would take to plant it, where it is seen by Davylamp itself; an analyst's fact brings its own. */
  readonly forgeability: Forgeability;
  /** Where it shows in a case. A fact that an analyst marks with this indicator needs no word here. */
  sees?(evidence: Case): Iterable<Sight>;
  /** What to ask or collect where it was not seen yet: a whole sentence. */
  readonly ask?: string | ((evidence: Case) => string | undefined);
}

/** A place where an indicator shows. */
export interface Sight {
  readonly observation: Observation;
  /** Others that it takes, which are not of a separate origin. */
  readonly with?: readonly Observation[];
  /** In place of the indicator's own words. */
  readonly says?: string;
  /** Where it rests on somebody's word; absent: Davylamp read it in the evidence itself. */
  readonly provenance?: Provenance;
  /** How sure it is that this shows it: Admiralty's number, 1 (the default) to 6. Not beside `provenance`. */
  readonly credibility?: number;
  /** Where it takes several facts and so is as easily planted as the weakest of them. */
  readonly forgeability?: Forgeability;
  /** Which of several parties had to act for it (`client`, `server`): each is an origin of its own. */
  readonly party?: string;
}

export interface QuestionTable<Id extends string = string> {
  readonly readings: Readonly<Record<Id, Reading>>;
  /** Prior of "not enough evidence", a reading that predicts nothing. */
  readonly unknown: Percent;
  readonly indicators: readonly Indicator<Id>[];
}

export function defineTable<const Id extends string>(table: QuestionTable<Id>): QuestionTable<Id> {
  return table;
}
