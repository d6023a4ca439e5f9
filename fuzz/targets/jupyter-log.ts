/** Logs of Jupyter: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/jupyter-log.fixture.ts';
import { jupyterLog } from '../../src/extract/log/jupyter-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('jupyter-log', jupyterLog, fixture);
