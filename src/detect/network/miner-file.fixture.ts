import type { DetectorFixture } from '../../../tests/fixture.ts';
import type { HttpRequest } from '../../model/network-payloads.ts';

const request: HttpRequest = { sensor: 'zeek', client: '192.0.2.10:49152', server: '203.0.113.80:80' };
const seen = (value: Partial<HttpRequest>): { kind: 'http-request'; value: HttpRequest } => ({
  kind: 'http-request',
  value: { ...request, ...value },
});

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a file that was fetched',
      seen: [seen({ file: { name: 'xmrig-6.21.0-linux-x64.tar.gz', sha256: '89abcdef'.repeat(8) } })],
      stage: 'mention',
    },
    {
      name: 'a file that was sent to another machine',
      seen: [seen({ file: { name: 'Public\\xmrig.exe', sender: 'client', over: 'SMB' } })],
      stage: 'mention',
    },
    { name: 'an address that ends in such a name', seen: [seen({ path: '/a/minerd', status: 200 })], stage: 'mention' },
  ],
  silent: [
    { name: 'a rule about miners', seen: [seen({ path: '/rules/xmrig.yar' })] },
    { name: 'a file that was not there', seen: [seen({ path: '/a/minerd', status: 404 })] },
    { name: 'any other file', seen: [seen({ file: { name: 'setup.exe' } })] },
  ],
};
