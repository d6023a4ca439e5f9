/** The matrix of tests/wrappings.test.ts by time: what each wrapping costs around one small configuration. */
import { examine } from '../src/engine/examine.ts';
import { sharedHost } from '../src/engine/node/host.ts';
import { planSieve, workbench } from '../src/engine/node/workbench.ts';
import { memorySource } from '../src/engine/source.ts';
import { whole } from '../src/extract/config/xmrig-config.fixture.ts';
import { defaultLimits } from '../src/model/limits.ts';
import { archives } from '../tests/wrappings/archives.ts';
import { encodings } from '../tests/wrappings/encodings.ts';
import { canWrap, encode } from '../tests/wrappings/wrapping.ts';
import { median } from './measure.ts';

export async function wrappingsBench(say: (line?: string) => void, runs: number): Promise<void> {
  const bench = { ...workbench(planSieve(), defaultLimits), host: sharedHost() };
  say('### One configuration in every wrapping, in one process: milliseconds, the first time and the median after it');
  say('| wrapping | opened by | first | median |');
  say('|---|---|---|---|');
  let sum = 0;
  for (const { name, by, wrap, called } of [...archives, ...encodings].filter(canWrap)) {
    const bytes = wrap(encode(whole));
    const times: number[] = [];
    for (let run = 0; run <= runs; run++) {
      const start = performance.now();
      await examine(memorySource(called ?? 'sample', bytes, bench.host.sha256), bench);
      times.push(performance.now() - start);
    }
    const [first = 0, ...rest] = times;
    sum += median(rest);
    say(`| ${name} | ${[by].flat().join(', ')} | ${first.toFixed(1)} | ${median(rest).toFixed(1)} |`);
  }
  say(`| all of them | | | ${sum.toFixed(0)} |`);
  say();
}
