import { answers } from '../../tests/answers.ts';
import { fixture } from './gone.fixture.ts';
import { gone } from './gone.ts';

answers(gone, fixture);
