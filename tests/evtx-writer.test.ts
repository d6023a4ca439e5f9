/** The writer of event logs for tests, against our reader and against libevtx's. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evtxEvent, readEvtxHeader } from '../src/codec/evtx/evtx.ts';
import { evtxRecords } from './evtx-records.ts';
import type { EvtxWritten } from './evtx-values.ts';
import { type EvtxEventToWrite, evtxFile } from './evtx-writer.ts';
import { hasPeer } from './peer.ts';

const login: EvtxEventToWrite = {
  provider: 'Microsoft-Windows-Security-Auditing',
  providerGuid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
  channel: 'Security',
  eventId: 4624,
  time: '2026-03-01T08:00:00.123Z',
  computer: 'web01.example.com',
  userId: 'S-1-5-18',
  data: {
    TargetUserName: 'svc-büro',
    LogonType: 3,
    TargetLogonId: { type: 'hex64', value: 0x3e7n },
    LogonGuid: { type: 'guid', value: '{00112233-4455-6677-8899-AABBCCDDEEFF}' },
    TargetUserSid: { type: 'sid', value: 'S-1-5-21-1-2-3-1001' },
    IpAddress: '203.0.113.9',
    Elevated: true,
    KeyLength: null,
  },
};
const start: EvtxEventToWrite = {
  ...{ provider: 'PowerShell', channel: 'Windows PowerShell', eventId: 400, time: 1_772_352_001_000 },
  ...{ computer: 'web01.example.com', data: ['Available', 'None', ['EngineVersion=2.0', 'HostName=ConsoleHost']] },
};
const cleared: EvtxEventToWrite = {
  ...{ provider: 'Microsoft-Windows-Eventlog', channel: 'System', eventId: 104, time: '2026-03-01T08:00:02Z' },
  computer: 'web01.example.com',
  userData: { name: 'LogFileCleared', values: { SubjectUserName: 'admin', Channel: 'Security' } },
};

const fieldsOf = (events: EvtxEventToWrite[]): unknown[] =>
  evtxRecords(evtxFile(events)).map((record) => evtxEvent(record).fields);

describe('an event log written for tests', () => {
  it('is read with all its values', () => {
    const [first, second, third] = fieldsOf([login, start, cleared]);
    expect(first).toMatchObject({
      ...{ Provider_Name: login.provider, Provider_Guid: '{54849625-5478-4994-a5ba-3e3b0328c30d}', EventID: 4624 },
      ...{ Channel: 'Security', Computer: 'web01.example.com', TimeCreated: '2026-03-01T08:00:00.1230000Z' },
      ...{ TargetUserName: 'svc-büro', LogonType: 3, TargetLogonId: '0x3e7', Elevated: true, KeyLength: null },
      ...{ LogonGuid: '{00112233-4455-6677-8899-aabbccddeeff}', TargetUserSid: 'S-1-5-21-1-2-3-1001' },
      ...{ UserID: 'S-1-5-18', Keywords: '0x8000000000000000', EventRecordID: 1 },
    });
    expect(second).toMatchObject({ Data: ['Available', 'None', 'EngineVersion=2.0', 'HostName=ConsoleHost'] });
    expect(third).toMatchObject({ SubjectUserName: 'admin', Channel: 'System', EventData_Channel: 'Security' });
  });

  it('says the same without templates, as text', () => {
    const plain = fieldsOf([{ ...login, templated: false }])[0];
    expect(plain).toMatchObject({ EventID: '4624', TargetUserName: 'svc-büro', LogonType: '3', KeyLength: '' });
  });

  it('has as many chunks as it needs', () => {
    const bytes = evtxFile(Array.from({ length: 1000 }, () => login));
    expect(bytes.length).toBeGreaterThan(4 * 0x1_0000);
    expect(evtxRecords(bytes).map(({ id }) => id)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
    expect(readEvtxHeader(bytes)).toMatchObject({ value: { dirty: false, checksumHolds: true, nextRecord: 1001 } });
  });
});

const peer = hasPeer('evtxexport', '-V');
const note = peer ? '' : ' (skipped: evtxexport is not here)';

/** What evtxexport says of a log of these events. */
function exported(events: EvtxEventToWrite[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'davylamp-evtx-'));
  const file = join(folder, 'Security.evtx');
  writeFileSync(file, evtxFile(events));
  const { stdout } = spawnSync('evtxexport', ['-f', 'xml', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return stdout;
}

describe.skipIf(!peer)(`evtxexport${note}`, () => {
  it('reads the same events', () => {
    const xml = exported([login, start, cleared, { ...login, templated: false }]);
    expect(xml.match(/<Event /g)).toHaveLength(4);
    for (const line of [
      '<Data Name="TargetUserName">svc-büro</Data>',
      '<Data Name="TargetLogonId">0x00000000000003e7</Data>',
      '<Data>EngineVersion=2.0</Data>',
      '<SubjectUserName>admin</SubjectUserName>',
      '<TimeCreated SystemTime="2026-03-01T08:00:00.123000000Z"/>',
    ])
      expect(xml).toContain(line);
  });

  // It writes sizes in decimal, hexadecimal numbers with all their zeros, and numbers below zero wrong (libevtx 20181227).
  it('shows values as we do', () => {
    const bytes = (...list: number[]): Uint8Array => Uint8Array.from(list);
    const data: Record<string, EvtxWritten> = {
      ansi: { type: 0x02, bytes: Buffer.from('caf\xe9\0', 'latin1') },
      int8: { type: 0x03, bytes: bytes(0x7e) },
      uint8: { type: 0x04, bytes: bytes(0xfe) },
      int16: { type: 0x05, bytes: bytes(0xfe, 0x7f) },
      int32: { type: 0x07, bytes: bytes(0xfe, 0xff, 0xff, 0x7f) },
      uint32: 0xfffffffe,
      int64: { type: 0x09, bytes: bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f) },
      uint64: { type: 'uint64', value: 0xffffffffffffffffn },
      boolean: true,
      binary: { type: 0x0e, bytes: bytes(0x00, 0xab, 0x10) },
      systemTime: { type: 0x12, bytes: bytes(0xea, 7, 11, 0, 1, 0, 23, 0, 16, 0, 5, 0, 9, 0, 7, 0) },
      sid: { type: 'sid', value: 'S-1-5-21-4294967295-2-3-1001' },
      hex: { type: 'hex32', value: 0x80041003n },
    };
    const xml = exported([{ ...login, data }]);
    const fields = fieldsOf([{ ...login, data }])[0] as Record<string, unknown>;
    for (const name of Object.keys(data)) expect(xml).toContain(`<Data Name="${name}">${fields[name]}</Data>`);
    const list: EvtxEventToWrite = { ...login, data: [{ type: 0x86, bytes: bytes(1, 0, 2, 0) }, ['a', 'b']] };
    expect(
      exported([list])
        .match(/<Data>.*<\/Data>/g)
        ?.map((line) => line.slice(6, -7)),
    ).toEqual(['1', '2', 'a', 'b']);
    expect(fieldsOf([list])).toMatchObject([{ Data: [1, 2, 'a', 'b'] }]);
  });
});
