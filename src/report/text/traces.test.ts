import { expect, it } from 'vitest';
import { makeMachineCase, type OnMachine, reportOf } from '../../../tests/make-machine-case.ts';
import { renderText } from '../text.ts';

const traceIn = (path: string, text: string) =>
  ({
    in: path,
    kind: 'build-trace',
    value: { trace: 'linking', text, forgeable: 'by the builder' },
  }) as const;

function textOf(...seen: readonly ReturnType<typeof traceIn>[]): string {
  const code: OnMachine = {
    in: '/tmp/a',
    kind: 'miner-code',
    value: { family: 'xmrig', form: 'executable', purpose: 'miner', traits: ['x'] },
  };
  const evidence = makeMachineCase([code, ...seen], [{ detector: 'x', stage: 'capability', over: [0] }]);
  return renderText(reportOf(evidence, []), { columns: 80 }).split('Traces of the build')[1] ?? '';
}

it('tells the traces of copies once, with every name', () => {
  const text = textOf(traceIn('/tmp/a', 'static'), traceIn('/var/b', 'static'), traceIn('/etc/c', 'static'));
  expect(text.match(/static/g)).toHaveLength(1);
  expect(text).toContain('/tmp/a · /var/b · /etc/c');
});

it('keeps apart what was built otherwise', () => {
  const text = textOf(traceIn('/tmp/a', 'static'), traceIn('/var/b', 'dynamic'));
  expect(text).not.toContain('·\u0020/var/b');
  expect(text.match(/forgeable: by the builder/g)).toHaveLength(2);
});

it('counts the names that it leaves out', () => {
  const text = textOf(...Array.from({ length: 11 }, (_, i) => traceIn(`/tmp/x${i}`, 'static')));
  expect(text).toContain('/tmp/x7');
  expect(text).not.toContain('/tmp/x8');
  expect(text.replace(/\s+/g, ' ')).toContain('and 3 more');
});
