/**
 * What each range of each component of cadence-model.ts is worth, in bits. Measured on the models of traffic in
 * tests/traffic-models, never by hand: `node dist/tests/traffic-models/write-table.js` writes it.
 */
import type { CadenceTable } from './cadence-model.ts';

export const cadenceTable: CadenceTable = {
  'push-interval': [-2.6, -2.8, 0.1, -0.2, 0.2, 0.9, 0.4, -2.2, -2.4],
  'push-regularity': [-2.3, 2.3, 0.6, -0.3, 0, -0.7],
  'push-size': [-4, -3.9, -3.5, 1.3, 1.8, -1.8, -0.6, 0, 0],
  'push-sameness': [1.4, -3, -1.8, -1.1, -1.8, -4],
  'request-interval': [-2.4, -0.5, 1.2, 0.4, 0, 0.2, -0.5, -0.1, -0.7, -1.2],
  'request-regularity': [-3.2, 0.4, -0.3, -0.1, 1.1, -0.3],
  'request-size': [-4, -4, 0.2, 1.1, 1.6, -3.6, -2.5, 3.9, 0],
  'request-sameness': [0.9, 1.4, 1.5, -0.7, -1.4, -2.5],
  answered: [-2.9, -3.3, -1.5, -1.1, 0.4],
  'answer-size': [-3, -0.6, 1.9, -3.2, -3.8, -1, -4],
  'answer-sameness': [0.6, 2.5, 1.1, -2, -2.7],
  'answer-to-request': [1.5, 0.8, 2.7, -1.9, -2.3, -2.5],
  'push-to-answer': [-4, -3.2, -1.7, -2.6, 2.2, 0.3, 0],
  replied: [0.8, 0.4, 0.8, -0.8, -4],
  turns: [-0.9, -0.4, -0.2, 0.2, 0.7, 0.5, 0.9, -1.6],
  silence: [-0.4, 0.3, 0.3, 1.2, -0.6, -1, -1.3, -1.3],
};
