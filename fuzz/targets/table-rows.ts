import { forTableRows } from '../../src/codec/table-rows/table-rows.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = ['{"Pid":7,"Name":"x"}\n{"Pid":8}\n', '[{"a":{"b":"]}"}},\n{"a":2}]', '\ufeff{"a":1}\n'];

/** Whatever the bytes: they are read to their end, and no more rows are told than there are bytes. */
export const target: FuzzTarget = {
  id: 'table-rows',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    for (const isCsv of [false, true])
      for (const whole of [false, true]) {
        let rows = 0;
        const { bad } = forTableRows({ bytes, whole, isCsv }, () => ++rows > 0);
        if (rows + bad > bytes.length + 1) throw new Error('more rows than bytes');
      }
  },
};
