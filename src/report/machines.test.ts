import { describe, expect, it } from 'vitest';
import type { Expected } from '../../tests/fixture.ts';
import { makeCase, session } from '../../tests/make-case.ts';
import { reportOn } from '../../tests/sample-reports/report-on.ts';
import type { Case } from '../model/case.ts';
import type { Finding } from '../model/finding.ts';
import { indexEvidence } from './evidence-index.ts';
import { renderHtml } from './html.ts';
import { type Machine, machinesIn } from './machines.ts';
import { renderText } from './text.ts';

const lookup: Expected<'name-lookup'> = {
  kind: 'name-lookup',
  value: {
    name: 'pool.example.com',
    client: '192.0.2.10:5353',
    answers: ['198.51.100.7'],
    sensor: 'zeek',
    start: '2026-11-02T06:12:20.000Z',
  },
};
const flow: Expected<'flow-cadence'> = {
  kind: 'flow-cadence',
  value: {
    client: '192.0.2.10:40112',
    server: '198.51.100.7:3333',
    transport: 'tcp',
    sensor: 'zeek',
    start: '2026-11-02T06:12:21.000Z',
    seconds: 7200,
  },
};

function machines(evidence: Case): Machine[] {
  return machinesIn(indexEvidence(reportOn(evidence)));
}

describe('the machines of a report', () => {
  it('are told with the place by its name, and with the time from the first fact to the end of the last', () => {
    expect(machines(makeCase('configured', [lookup, flow]))).toMatchObject([
      {
        address: '192.0.2.10',
        places: ['pool.example.com:3333'],
        first: '2026-11-02T06:12:20.000Z',
        last: '2026-11-02T08:12:21.000Z',
        finding: { id: 'f1' },
      },
    ]);
  });

  it('stand under the strongest claim about each, the strongest first', () => {
    const { observations, artifacts } = makeCase('mention', [lookup, session]);
    const about = (id: string, stage: Finding['stage'], saw: string): Finding => ({
      ...(makeCase(stage, []).findings[0] as Finding), // makeCase gives one
      id,
      stage,
      because: { saw },
    });
    const findings = [about('f1', 'mention', 'o1'), about('f2', 'active', 'o2'), about('f3', 'configured', 'o1')];
    expect(machines({ artifacts, observations, findings }).map(({ finding }) => finding.id)).toEqual(['f2', 'f3']);
  });

  it('are bracketed where they are IPv6 and have a port', () => {
    const six: Expected = {
      kind: 'tls-handshake',
      value: { client: '[2001:db8::7]:40112', server: '[2001:db8::1]:443', sensor: 'capture' },
    };
    expect(machines(makeCase('capability', [six]))).toMatchObject([
      { address: '2001:db8::7', places: ['[2001:db8::1]:443'] },
    ]);
  });

  it('went where their handshake asked for, and not to the proxy before it', () => {
    const proxied: Expected = { ...flow, value: { ...flow.value, server: '198.51.100.1:8080' } };
    const inner: Expected = {
      kind: 'tls-handshake',
      value: { client: '192.0.2.10:40112', server: 'pool.example.com:3333', sensor: 'capture' },
    };
    expect(machines(makeCase('configured', [proxied, inner]))).toMatchObject([{ places: ['pool.example.com:3333'] }]);
  });

  it('have no time where none is told', () => {
    const [machine] = machines(
      makeCase('configured', [
        { kind: 'name-lookup', value: { name: 'pool.example.com', client: '192.0.2.10', sensor: 'dns-log' } },
      ]),
    );
    expect(machine?.first).toBeUndefined();
  });

  it('are none where a coin’s node talks', () => {
    const node: Expected = {
      kind: 'coin-node',
      value: { protocol: 'monero-levin', client: '192.0.2.10:1', server: '198.51.100.7:18080' },
    };
    expect(machines(makeCase('mention', [node]))).toEqual([]);
  });
});

/** One flow of each of `count` machines, with a claim at `stage` for each. */
function office(count: number): Case {
  const seen = Array.from({ length: count }, (_, i): Expected => {
    return { ...flow, value: { ...flow.value, client: `192.0.2.${i + 1}:40112` } };
  });
  const { artifacts, observations, findings } = makeCase('configured', seen);
  const claims = observations.flatMap(({ id }, i) =>
    findings.map((finding) => ({ ...finding, id: `f${i + 1}`, title: `machine ${i + 1}`, because: { saw: id } })),
  );
  return { artifacts, observations, findings: claims };
}

describe('a report on fifty machines', () => {
  const report = reportOn(office(50));

  it('names each of them with place and time, and unfolds a few', () => {
    const text = renderText(report);
    for (let i = 1; i <= 50; i++)
      expect(text).toMatch(
        new RegExp(`192\\[\\.\\]0\\[\\.\\]2\\[\\.\\]${i} +198.+:3333 · 2026-11-02 06:12 to 08:12 UTC · f${i}\n`),
      );
    expect(text.match(/could be {2}/g)).toHaveLength(3);
    expect(text).toContain('f50  configured · Machine 50 · confidence high');
  });

  it('has them as a table on the page', () => {
    expect(renderHtml(report).match(/<th scope="row">192\[\.\]0/g)).toHaveLength(50);
  });

  it('writes an address of the house as it is typed there', () => {
    const { artifacts, observations, findings } = makeCase('configured', [
      { ...flow, value: { ...flow.value, client: '10.0.0.17:40112' } },
    ]);
    expect(renderText(reportOn({ artifacts, observations, findings }))).toMatch(/10\.0\.0\.17 +198\[\.\]51/);
  });
});

it('a claim that says less of the same facts is told in one line', () => {
  const { artifacts, observations, findings } = office(1);
  const [strong] = findings;
  if (strong === undefined) throw new Error('the office has a claim');
  const weak: Finding = { ...strong, id: 'f2', detector: 'other', stage: 'capability', title: 'slow talk' };
  const text = renderText(reportOn({ artifacts, observations, findings: [strong, weak] }));
  expect(text).toContain('f2   capability · Slow talk · on facts of f1');
});
