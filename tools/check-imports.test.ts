import { expect, test } from 'vitest';
import { findCycle, importsOf } from './check-imports.ts';

test('static, type-only, re-exported and dynamic imports are all seen', () => {
  const text =
    "import a from './a.ts';\nimport type { B } from './b.ts';\nexport * from './c.ts';\nawait import('./d.ts');\n";
  expect(importsOf(text)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts']);
});

test('an import over several lines is seen', () => {
  expect(importsOf("import {\n  a,\n  b,\n} from './a.ts';\n")).toEqual(['./a.ts']);
});

test('a cycle is named from where it closes', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  expect(findCycle(graph)).toEqual(['b', 'c', 'b']);
});

test('a diamond is no cycle', () => {
  const graph = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', []],
  ]);
  expect(findCycle(graph)).toBeUndefined();
});
