import { describe } from 'vitest';
import { takesTraces } from '../../../tests/build-traces.ts';
import { fixture } from './mach-o.fixture.ts';
import { machO } from './mach-o.ts';

describe('mach-o', () => {
  takesTraces(machO, fixture);
});
