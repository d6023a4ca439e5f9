/** The orders that everything is sorted by. Apart from the schemas, so that using them does not load the validator. */

/** The stages of a finding, lowest first. */
export const stages = ['mention', 'capability', 'configured', 'active'] as const;

/** The six questions, in the order a report answers them. */
export const questions = ['what', 'money', 'entry', 'reach', 'who', 'gone'] as const;
