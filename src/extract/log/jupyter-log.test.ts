import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './jupyter-log.fixture.ts';
import { jupyterLog } from './jupyter-log.ts';

testLogFormat(jupyterLog, fixture);
