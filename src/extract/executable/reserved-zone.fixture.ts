import type { ExtractorFixture } from '../../../tests/fixture.ts';

const utf16 = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((c) => [c.charCodeAt(0), 0]));
const onion = `${'a2b3c4d5'.repeat(7)}.onion`;

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'the server of the 2018 installer, in UTF-16 as .NET keeps it',
      input: utf16('\u0001-o barjuok.ryongnamsan.edu.kp:5615 -u x -p KJU'),
      kind: 'executable',
      expect: [{ kind: 'network-name', value: { name: 'barjuok.ryongnamsan.edu.kp', zone: '.kp' } }],
    },
    {
      name: 'a pool as a hidden service',
      input: `{"url": "stratum+tcp://${onion}:3333", "user": "x"}`,
      expect: [{ kind: 'network-name', value: { name: onion, zone: '.onion' } }],
    },
    {
      name: 'two pools at a government, one of them named twice',
      input: 'xmrig -o www.agency.gov:443 -u x -o Mirror.agency.GOV:80 -u x # www.agency.gov:443',
      expect: [
        { kind: 'network-name', value: { name: 'www.agency.gov', zone: '.gov' } },
        { kind: 'network-name', value: { name: 'Mirror.agency.GOV', zone: '.gov' } },
      ],
    },
  ],
  silent: [
    { name: 'a list of public suffixes', input: 'kp\ncom.kp\nedu.kp\ngov.kp\norg.kp\nrep.kp\ntra.kp\n*.edu.kp\n' },
    { name: 'a name in a zone of few, far from any mining', input: 'http://www.naenara.com.kp/ is a newspaper' },
    { name: 'a name that goes on after the zone', input: 'stratum+tcp://www.edu.kp.example.com:3333 -u x' },
    { name: 'a standard, and its author', input: 'mining: see csrc.nist.gov: publications' },
    { name: 'an onion that is a vegetable', input: 'mining.onion soup, red.onion, wallet' },
    { name: 'a suffix list in a bundle with wallet code', input: 'wallet=["com.kp","edu.kp","x..edu.kp",".edu.kp"]' },
  ],
};
