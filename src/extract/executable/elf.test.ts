import { describe } from 'vitest';
import { takesTraces } from '../../../tests/build-traces.ts';
import { fixture } from './elf.fixture.ts';
import { elf } from './elf.ts';

describe('elf', () => {
  takesTraces(elf, fixture);
});
