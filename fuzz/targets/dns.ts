/** Messages of the domain name system: nothing throws, and what is read is bounded by the bytes. */
import { framedDnsMessages, readDnsMessage } from '../../src/codec/dns/message.ts';
import { dnsName, framedDns, makeDns } from '../../tests/make-dns.ts';
import type { FuzzTarget } from '../target.ts';

const name = 'pool.example.com';
const question = { name, type: 65 };

export const target: FuzzTarget = {
  id: 'dns',
  seeds: () => [
    makeDns({ questions: [question], others: [{ name: '', type: 41, data: [] }] }),
    makeDns({
      questions: [question],
      answers: [
        { name, type: 5, data: dnsName('eu.example.com') },
        { name, type: 1, data: [192, 0, 2, 1] },
        { name, type: 65, data: [0, 1, 0xc0, 12, 0, 4, 0, 4, 192, 0, 2, 1] },
        { name, type: 16, data: [2, 0x61, 0x62] },
      ],
    }),
    framedDns(makeDns({ questions: [question] })),
  ],
  run(bytes) {
    for (const { offset, length } of framedDnsMessages(bytes))
      if (offset + length > bytes.length) throw new Error('a message outside of the bytes');
    const result = readDnsMessage(bytes);
    if (result.status !== 'ok') return;
    const { questions, answers } = result.value;
    if (11 * answers.length + 5 * questions.length > bytes.length) throw new Error('more records than bytes');
    for (const record of [...questions, ...answers])
      if (record.name.length > 4 * 255) throw new Error('a name that is too long');
  },
};
