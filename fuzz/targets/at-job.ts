import { readAtJob, readAtJobName } from '../../src/codec/at-job/at-job.ts';
import type { FuzzTarget } from '../target.ts';

const job =
  "#!/bin/sh\n# atrun uid=1000 gid=100\n# mail ann 0\numask 22\nPATH=/usr/bin:/bin; export PATH\ncd /home/ann\\ b || {\n\t echo 'x' >&2\n\t exit 1\n}\n";

export const target: FuzzTarget = {
  id: 'at-job',
  seeds: () =>
    [
      `${job}/opt/x\n`,
      `${job}\${SHELL:-/bin/sh} << 'marcinDELIMITER1'\n/opt/x\nmarcinDELIMITER1\n`,
      'a0000401c1e2a8',
    ].map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    const read = readAtJob(text);
    if (read.status === 'ok' && !text.includes(read.value.body)) throw new Error('a body that is not there');
    readAtJobName(text);
  },
};
