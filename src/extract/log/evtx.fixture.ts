import { type EvtxEventToWrite, evtxChunks, evtxFile } from '../../../tests/evtx-writer.ts';
import type { LogFormatFixture } from '../../../tests/fixture.ts';

const start: EvtxEventToWrite = {
  ...{ provider: 'Microsoft-Windows-Sysmon', channel: 'Microsoft-Windows-Sysmon/Operational', eventId: 1 },
  ...{ time: '2026-11-23T16:31:56.000Z', computer: 'web01.example.com', userId: 'S-1-5-18' },
  data: {
    Image: 'C:\\Windows\\System32\\cmd.exe',
    CommandLine: 'cmd /c whoami',
    ProcessId: 4711,
    ProcessGuid: { type: 'guid', value: '{00112233-4455-6677-8899-AABBCCDDEEFF}' },
    LogonId: { type: 'hex64', value: 0x3e7n },
    ParentImage: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
  },
};
const login: EvtxEventToWrite = {
  ...{ provider: 'Microsoft-Windows-Security-Auditing', channel: 'Security', eventId: 4625, recordId: 2 },
  ...{ time: '2026-11-23T16:31:57.000Z', computer: 'web01.example.com' },
  data: { TargetUserName: 'administrator', IpAddress: '203.0.113.9', LogonType: 10 },
};
const script: EvtxEventToWrite = {
  ...{ provider: 'PowerShell', channel: 'Windows PowerShell', eventId: 400 },
  ...{ time: '2026-11-23T16:31:58.000Z', computer: 'web01.example.com' },
  data: ['Available', 'None', '\tHostApplication=powershell -enc AAAA'],
};

const time = '2026-11-23T16:31:56.000Z';
const machine = 'web01.example.com';
const startRead = {
  source: { product: 'windows', service: 'sysmon' },
  ...{ time, machine },
  fields: {
    ...{ Provider_Name: 'Microsoft-Windows-Sysmon', EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational' },
    ...{ UserID: 'S-1-5-18', Image: 'C:\\Windows\\System32\\cmd.exe', CommandLine: 'cmd /c whoami', ProcessId: 4711 },
    ...{ ProcessGuid: '{00112233-4455-6677-8899-aabbccddeeff}', LogonId: '0x3e7', Provider_Guid: undefined },
  },
};
const loginRead = {
  source: { product: 'windows', service: 'security' },
  fields: { EventID: 4625, TargetUserName: 'administrator', IpAddress: '203.0.113.9', LogonType: 10 },
};
const scriptRead = {
  source: { product: 'windows', service: 'powershell-classic' },
  fields: { Data: ['Available', 'None', '\tHostApplication=powershell -enc AAAA'] },
};

export const fixture: LogFormatFixture = {
  fires: [
    { name: 'a log as Windows writes it', input: evtxFile([start, login]), expect: [startRead, loginRead] },
    { name: 'values without names', input: evtxFile([script]), expect: [scriptRead] },
    {
      name: 'a record without a template, whose values are text',
      input: evtxFile([{ ...start, templated: false }]),
      expect: [{ time, machine, fields: { EventID: '1', CommandLine: 'cmd /c whoami' } }],
    },
    {
      name: 'a log copied while it was written',
      input: evtxFile([start, login], { dirty: true }),
      expect: [startRead, loginRead],
    },
    { name: 'a chunk alone', input: evtxChunks([start])[0] ?? '', expect: [startRead] },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'the older form of event logs', input: '\x30\0\0\0LfLe\x01\0\0\0\x01\0\0\0' },
    { name: 'a text that begins with the name', input: 'ElfFile is how an event log begins.\n' },
    {
      name: 'an event as XML',
      input: '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System/>',
    },
  ],
};
