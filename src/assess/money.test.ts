import { answers } from '../../tests/answers.ts';
import { fixture } from './money.fixture.ts';
import { money } from './money.ts';

answers(money, fixture);
