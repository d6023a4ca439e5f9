import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base58Characters } from '../base58/alphabet.ts';
import { cryptoNoteLength, encodeCryptoNoteAddress, readCryptoNoteAddress } from './cryptonote.ts';
import { cryptoNoteTags } from './cryptonote-tags.ts';

const donation = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
const case2018 =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
const base2018 = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';

const keys = fc.uint8Array({ minLength: 64, maxLength: 64 });
const paymentId = fc.uint8Array({ minLength: 8, maxLength: 8 });
const anyTag = fc.constantFrom(...cryptoNoteTags);

describe('CryptoNote addresses', () => {
  it("reads XMRig's donation address", () => {
    expect(readCryptoNoteAddress(donation)).toEqual({
      status: 'ok',
      value: { coin: 'monero', network: 'mainnet', type: 'standard', address: donation, checksumValid: true },
    });
  });

  it('reads a subaddress', () => {
    const address = '8AFCaKMr2QT6XW5TwcczAcTr8ELFkyhXuGAGdjx8rFfrU2mdKEwVu2511rX1npsYNeND2muvWpMJe7AGYzEaQzDwA5oaNyV';
    expect(readCryptoNoteAddress(address)).toMatchObject({ value: { type: 'subaddress', network: 'mainnet' } });
  });

  it("takes the 2018 case's wallet apart: payment id and base", () => {
    expect(readCryptoNoteAddress(case2018)).toMatchObject({
      status: 'ok',
      value: { type: 'integrated', paymentId: '4464313cf611b3b8', base: base2018 },
    });
    expect(readCryptoNoteAddress(base2018)).toMatchObject({ value: { type: 'standard' } });
  });

  // Addresses that these projects publish: in their cryptonote_config.h (governance, treasury), README or forking guide.
  it.each([
    ['masari', '5nYWvcvNThsLaMmrsfpRLBRou1RuGtLabUwYH7v6b88bem2J4aUwsoF33FbJuqMDgQjpDRTSpLCZu3dXpqXicE2uSWS4LUP'],
    ['haven', 'hvxy7YfeE8SdTrCmSqLB59WoQn3ZQun1aLX36X3eb1R7Fb26VuNpc235q4fguGUxfGKerywFPnweu15S8RB8DzTJ8Q4hGJCgvv'],
    ['salvium', 'SaLvdZR6w1A21sf2Wh6jYEh1wzY4GSbT7RX6FjyPsnLsffWLrzFQeXUXJcmBLRWDzZC2YXeYe5t7qKsnrg9FpmxmEcxPHsEYfqA'],
    [
      'turtlecoin',
      'TRTLv2Fyavy8CXG8BPEbNeCHFZ1fuDCYCZ3vW5H5LXN4K2M2MHUpTENip9bbavpHvvPwb4NDkBWrNgURAd5DB38FHXWZyoBh4wW',
    ],
  ])('reads an address that %s publishes', (coin, address) => {
    expect(readCryptoNoteAddress(address)).toMatchObject({ status: 'ok', value: { coin, type: 'standard', address } });
  });

  it('reads what it writes, for every tag; integrated addresses fold into the standard one with the same keys', () => {
    fc.assert(
      fc.property(anyTag, keys, paymentId, (tag, bothKeys, id) => {
        const integrated = tag.type === 'integrated';
        const address = encodeCryptoNoteAddress(tag.tag, integrated ? Uint8Array.from([...bothKeys, ...id]) : bothKeys);
        expect(address).toHaveLength(cryptoNoteLength(tag));
        const { coin, network, type } = tag;
        const standard = cryptoNoteTags.find((t) => t.coin === coin && t.network === network && t.type === 'standard');
        expect(readCryptoNoteAddress(address)).toMatchObject({
          status: 'ok',
          value: {
            ...{ coin, network, type, address, checksumValid: true },
            ...(integrated && {
              paymentId: Buffer.from(id).toString('hex'),
              base: encodeCryptoNoteAddress(standard?.tag ?? 0, bothKeys),
            }),
          },
        });
      }),
    );
  });

  it('sees every single wrong character', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(donation, case2018),
        fc.nat(94),
        fc.constantFrom(...base58Characters),
        (address, at, other) => {
          fc.pre(address[at] !== other);
          expect(readCryptoNoteAddress(address.slice(0, at) + other + address.slice(at + 1)).status).toBe('malformed');
        },
      ),
    );
  });

  it('gives each tag to one coin', () => {
    expect(new Set(cryptoNoteTags.map((tag) => tag.tag)).size).toBe(cryptoNoteTags.length);
  });

  it('says what is wrong', () => {
    expect(readCryptoNoteAddress(donation.replace(/D$/, 'E'))).toMatchObject({ what: 'bad checksum' });
    expect(readCryptoNoteAddress(donation.replace('H', 'O'))).toMatchObject({
      at: 5,
      what: 'character O at offset 5 is not base58',
    });
    expect(readCryptoNoteAddress(case2018.toLowerCase().replaceAll('l', 'm'))).toMatchObject({
      what: 'block 2 overflows',
    });
    expect(readCryptoNoteAddress(donation.slice(0, -1))).toMatchObject({
      what: '94 characters where monero has 95, or 106 with a payment id',
    });
    expect(readCryptoNoteAddress(encodeCryptoNoteAddress(99, new Uint8Array(64)))).toMatchObject({
      what: 'tag 99 is not of a coin known here',
    });
    expect(readCryptoNoteAddress(encodeCryptoNoteAddress(18, new Uint8Array(72)))).toMatchObject({
      what: '106 characters where monero (standard) has 95',
    });
  });
});

const list = '../shared/corpus/wallets/unit42-xmr-wallets.txt';

describe.skipIf(!existsSync(list))("on Unit 42's list (skips without ../shared/corpus)", () => {
  const results = existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n').map(readCryptoNoteAddress) : [];

  it('reads 2,103 standard and 235 integrated addresses and rejects 3 with the reason', () => {
    const types = results.map((r) => (r.status === 'ok' ? r.value.type : r.status));
    expect(types.filter((type) => type === 'standard')).toHaveLength(2103);
    expect(types.filter((type) => type === 'integrated')).toHaveLength(235);
    expect(results.flatMap((r) => (r.status === 'malformed' ? [r.what] : []))).toEqual([
      'bad checksum',
      'character O at offset 7 is not base58',
      'block 2 overflows',
    ]);
  });
});
