/** Bytes written one by one. */
import { fixture } from '../../src/decode/encoding/escapes.fixture.ts';
import { escapes } from '../../src/decode/encoding/escapes.ts';
import type { FuzzTarget } from '../target.ts';
import { windowTarget } from '../window.ts';

export const target: FuzzTarget = windowTarget(
  escapes,
  fixture.opens,
  fixture.leaves,
  '104,116,116,112,58,47,47,97,46,98,47,99,47,100,47,101 &#104;&#116;&#116;&#112; %68%74%74%70',
);
