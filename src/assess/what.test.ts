import { answers } from '../../tests/answers.ts';
import { fixture } from './what.fixture.ts';
import { what } from './what.ts';

answers(what, fixture);
