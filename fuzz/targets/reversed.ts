/** Text written backwards. */
import { fixture } from '../../src/decode/encoding/reversed.fixture.ts';
import { reversed } from '../../src/decode/encoding/reversed.ts';
import type { FuzzTarget } from '../target.ts';
import { windowTarget } from '../window.ts';

export const target: FuzzTarget = windowTarget(reversed, fixture.opens, fixture.leaves);
