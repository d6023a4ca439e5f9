/** `node dist/bench/fit-cadence.js`: sets src/intel/cadence-table.ts from the models. */
import { writeFileSync } from 'node:fs';
import { fitTable, fittingHabits } from '../tests/traffic-models/fit.ts';

const table = fitTable(fittingHabits('mining'), fittingHabits('benign'));
const rows = Object.entries(table).map(([kind, components]) => {
  const lines = Object.entries(components).map(([id, bits]) => `    '${id}': [${bits.join(', ')}],`);
  return `  '${kind}': {\n${lines.join('\n')}\n  },`;
});

writeFileSync(
  'src/intel/cadence-table.ts',
  `/**
 * What each range of each component of cadence-model.ts is worth, in bits, for each kind of miner. Measured on the models in
 * tests/traffic-models, never by hand: \`node dist/bench/fit-cadence.js\` writes it.
 */
export const cadenceTable: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
${rows.join('\n')}
};
`,
);
