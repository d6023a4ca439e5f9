import { answers } from '../../tests/answers.ts';
import { fixture } from './entry.fixture.ts';
import { entry } from './entry.ts';

answers(entry, fixture);
