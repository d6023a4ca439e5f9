/** What the readers of one script share. */
import type { FoldBudget } from '../fold/constant.ts';
import type { Cursor } from './cursor.ts';
import type { Emitter, Part } from './part.ts';
import type { Token } from './tokens.ts';
import type { Variables } from './variables.ts';

export interface Reading {
  readonly cursor: Cursor;
  readonly variables: Variables;
  readonly emitter: Emitter;
  readonly budget: FoldBudget;
  /** How many expressions lie within each other here. */
  depth: number;
}

/** Expressions, as they stand within operands. */
export interface Expressions {
  expression(): Part | undefined;
  /** An expression and the `% { … }` it is piped into. */
  piped(): Part | undefined;
  /** An expression that ends at a comma. */
  argument(): Part | undefined;
}

/** Whether an expression may begin with it. */
export function beginsExpression({ kind, value }: Token): boolean {
  return (
    kind === 'text' ||
    kind === 'number' ||
    kind === 'variable' ||
    kind === 'type' ||
    /^(?:[(@$]|-join|-split)$/.test(value)
  );
}
