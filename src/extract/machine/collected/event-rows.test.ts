import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import type { Told } from '../../../model/machine-units.ts';
import { collectedEvents } from './event-rows.ts';

const command = 'C:\\ProgramData\\xmrig.exe -o pool.example.com:3333 -u x';
const started = { NewProcessName: 'C:\\ProgramData\\xmrig.exe', CommandLine: command, SubjectUserName: 'a' };
const path = '/EventLogs/20261123120000_EvtxECmd_Output.csv';
const heading = 'EventRecordId,TimeCreated,EventId,Provider,Channel,Computer,Payload';

const told = (collected: Files, copied: Files = {}): Told[] =>
  runProbe(collectedEvents, {
    ...machineOf(copied, { platform: 'windows', state: { form: 'collection' } }),
    collected: machineOf(collected).tree,
  });
/** A row of EvtxECmd. */
function row(id: number, channel: string, data: Readonly<Record<string, string>>): string {
  const list = Object.entries(data).map(([name, text]) => ({ '@Name': name, '#text': text }));
  const payload = JSON.stringify({ EventData: { Data: list } }).replaceAll('"', '""');
  return `1,2026-11-20 03:00:00.1234567,${id},P,${channel},PC,"${payload}"\n`;
}

describe("EvtxECmd's table", () => {
  const service = { ServiceName: 'S', ImagePath: command, AccountName: 'LocalSystem' };
  const login = { TargetUserName: 'a', LogonType: '10', IpAddress: '203.0.113.77' };
  const content = `\ufeff${heading}\n${row(4688, 'Security', started)}${row(7045, 'System', service)}${row(4624, 'Security', login)}`;

  it('is read as the logs are', () => {
    const all = told({ [path]: content });
    const start = '2026-11-20T03:00:00.123Z';
    for (const [kind, value] of [
      [
        'process-start',
        { log: 'evtx', machine: 'PC', start, command, user: 'a', why: expect.arrayContaining(['mines']) },
      ],
      ['log-action', { action: 'service-installed', what: 'S', carries: 'miner', start }],
      ['login-event', { outcome: 'worked', account: 'a', from: '203.0.113.77', start }],
    ] as const)
      expect(all).toContainEqual(expect.objectContaining({ kind, path, value: expect.objectContaining(value) }));
  });
  it('gives the commands of miners to be examined, and no places that it has not', () => {
    const all = told({ [path]: content });
    expect(all).toContainEqual({ examine: `commands in ${path.slice(1)}`, bytes: new TextEncoder().encode(command) });
    expect(all.filter((one) => 'offset' in one)).toEqual([]);
  });
  it('is left where the logs themselves were copied', () => {
    expect(told({ [path]: content }, { '/Windows/System32/winevt/Logs/Security.evtx': 'x' })).toEqual([]);
  });
  it('says which rows are none', () => {
    expect(told({ [path]: `${heading}\nx,y,z\n` })).toEqual([
      { gap: { code: 'malformed', what: '1 line is no row of events', path } },
    ]);
  });
});

it("Velociraptor's rows have the data as an object", () => {
  const rows = {
    flat: { EventTime: '2026-11-20T03:00:00Z', Channel: 'Security', Computer: 'PC', EventID: 4688, EventData: started },
    deep: { System: { EventID: { Value: 4688 }, Channel: 'Security', Computer: 'PC' }, EventData: started },
  };
  for (const value of Object.values(rows))
    expect(told({ '/results/Windows.EventLogs.EvtxHunter.json': JSON.stringify(value) })).toContainEqual(
      expect.objectContaining({ kind: 'process-start', value: expect.objectContaining({ command, machine: 'PC' }) }),
    );
});
