import { answers } from '../../tests/answers.ts';
import { fixture } from './reach.fixture.ts';
import { reach } from './reach.ts';

answers(reach, fixture);
