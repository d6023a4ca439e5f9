/** Texts and programs under one key byte. */
import { fixture } from '../../src/decode/encoding/xor.fixture.ts';
import { xor } from '../../src/decode/encoding/xor.ts';
import type { FuzzTarget } from '../target.ts';
import { windowTarget } from '../window.ts';

export const target: FuzzTarget = windowTarget(xor, fixture.opens, fixture.leaves);
