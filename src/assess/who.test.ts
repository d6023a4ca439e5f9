import { answers } from '../../tests/answers.ts';
import { fixture } from './who.fixture.ts';
import { who } from './who.ts';

answers(who, fixture);
