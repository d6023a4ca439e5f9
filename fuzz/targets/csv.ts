import { forCsvRows } from '../../src/codec/csv/csv.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  'Time,Entry Location,Entry,Launch String\r\n,HKLM\\Run,x,"C:\\a b\\x.exe ""y"""\r\n',
  'Tool v1\n\na\tb\tc\n1\t"2\n3"\t4\n',
];

/** Whatever the text: it is read to its end, and no row has a column that the heading has not. */
export const target: FuzzTarget = {
  id: 'csv',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    let width = 0;
    const { bad } = forCsvRows(bytes, (row) => {
      width = Math.max(width, Object.keys(row).length);
      return width <= 256;
    });
    if (bad > bytes.length) throw new Error('more bad lines than bytes');
  },
};
