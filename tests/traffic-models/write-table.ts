/** `node dist/tests/traffic-models/write-table.js`: sets src/intel/cadence-table.ts from the models. */
import { writeFileSync } from 'node:fs';
import { fitTable, fittingSamples } from './fit.ts';

const table = fitTable(fittingSamples('mining'), fittingSamples('benign'));
const rows = Object.entries(table).map(([id, bits]) => `  '${id}': [${bits.join(', ')}],`);

writeFileSync(
  'src/intel/cadence-table.ts',
  `/**
 * What each range of each component of cadence-model.ts is worth, in bits. Measured on the models of traffic in
 * tests/traffic-models, never by hand: \`node dist/tests/traffic-models/write-table.js\` writes it.
 */
import type { CadenceTable } from './cadence-model.ts';

export const cadenceTable: CadenceTable = {
${rows.join('\n')}
};
`,
);
