/** Base64 within other text. */
import { fixture } from '../../src/decode/encoding/base64.fixture.ts';
import { base64 } from '../../src/decode/encoding/base64.ts';
import type { FuzzTarget } from '../target.ts';
import { windowTarget } from '../window.ts';

export const target: FuzzTarget = windowTarget(
  base64,
  fixture.opens,
  fixture.leaves,
  `atob('${'UEsDBBQA'.repeat(9)}' +\n 'Zm9v' & "YmFy")`,
);
