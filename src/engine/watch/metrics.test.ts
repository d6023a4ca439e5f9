import { expect, test } from 'vitest';
import { Metrics } from './metrics.ts';

test('metrics are written as Prometheus reads them, those that are zero too', () => {
  const metrics = new Metrics();
  metrics.declare('a_total', 'counter', 'things', { stage: 'active' });
  metrics.declare('lag', 'gauge', 'bytes');
  metrics.set('lag', 5, { source: 'a "file"\n' });
  const seconds = metrics.histogram('wait', 'seconds', [0.1, 1]);
  seconds.observe(0.05);
  seconds.observe(0.5);
  expect(metrics.render()).toBe(
    [
      '# HELP a_total things',
      '# TYPE a_total counter',
      'a_total{stage="active"} 0',
      '# HELP lag bytes',
      '# TYPE lag gauge',
      'lag{source="a \\"file\\"\\n"} 5',
      '# HELP wait seconds',
      '# TYPE wait histogram',
      'wait_bucket{le="0.1"} 1',
      'wait_bucket{le="1"} 2',
      'wait_bucket{le="+Inf"} 2',
      'wait_sum 0.55',
      'wait_count 2',
      '',
    ].join('\n'),
  );
});
