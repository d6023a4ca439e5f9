import { expect, test } from 'vitest';
import { makeMachineCase, type OnMachine } from '../../../tests/make-machine-case.ts';
import { reach } from '../reach.ts';

const path = '/opt/x/config.json';

function told(login: string): string {
  const file: OnMachine = { in: path, kind: 'file-trace', value: { path, form: 'script', why: [] } };
  const config: OnMachine = {
    in: path,
    kind: 'mining-config',
    value: { pools: [{ host: '127.0.0.1', port: 3333, login }], source: 'json' },
  };
  const claims = [{ detector: 'mining-account', stage: 'capability', over: [1] }] as const;
  const answer = reach.assess(makeMachineCase([file, config], claims, { [path]: 'config' }, 'disk'));
  return (answer.items ?? []).map(({ says }) => says).join(' ');
}

test('a configuration that names nobody is not said to name an account', () => {
  expect(told('x')).toContain('names a pool to mine at');
  expect(told('x+50000')).toContain('names a pool to mine at');
  expect(told('somebody.rig1')).toContain('names a pool and an account to mine for');
});
