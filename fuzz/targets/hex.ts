/** Hex digits within other text. */
import { fixture } from '../../src/decode/encoding/hex.fixture.ts';
import { hex } from '../../src/decode/encoding/hex.ts';
import type { FuzzTarget } from '../target.ts';
import { windowTarget } from '../window.ts';

export const target: FuzzTarget = windowTarget(hex, fixture.opens, fixture.leaves);
