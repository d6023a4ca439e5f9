/** Every scenario. */
import { consentAndThin } from './consent-and-thin.ts';
import { otherQuestions } from './other-questions.ts';
import { planted } from './planted.ts';
import type { Scenario } from './scenario.ts';
import { trueOrigins } from './true-origins.ts';

export const scenarios: readonly Scenario[] = [...trueOrigins, ...planted, ...consentAndThin, ...otherQuestions];
