import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase58Check } from '../base58/base58check.ts';
import { readBase58CheckAddress } from './base58check-address.ts';

const hash = fc.uint8Array({ minLength: 20, maxLength: 20 });

describe('addresses in Base58Check', () => {
  it.each([
    [[0x00], 'bitcoin', 'mainnet', 'p2pkh', /^1/],
    [[0x05], 'bitcoin', 'mainnet', 'p2sh', /^3/],
    [[0x6f], 'bitcoin', 'testnet', 'p2pkh', /^[mn]/],
    [[0xc4], 'bitcoin', 'testnet', 'p2sh', /^2/],
    [[0x30], 'litecoin', 'mainnet', 'p2pkh', /^L/],
    [[0x32], 'litecoin', 'mainnet', 'p2sh', /^M/],
    [[0x3a], 'litecoin', 'testnet', 'p2sh', /^Q/],
    [[0x1e], 'dogecoin', 'mainnet', 'p2pkh', /^D/],
    [[0x16], 'dogecoin', 'mainnet', 'p2sh', /^[9A]/],
    [[0x71], 'dogecoin', 'testnet', 'p2pkh', /^n/],
    [[0x1c, 0xb8], 'zcash', 'mainnet', 'p2pkh', /^t1/],
    [[0x1c, 0xbd], 'zcash', 'mainnet', 'p2sh', /^t3/],
    [[0x1d, 0x25], 'zcash', 'testnet', 'p2pkh', /^tm/],
    [[0x1c, 0xba], 'zcash', 'testnet', 'p2sh', /^t2/],
    [[0x3c], 'ravencoin', 'mainnet', 'p2pkh', /^R/],
    [[0x7a], 'ravencoin', 'mainnet', 'p2sh', /^r/],
  ])('takes version %j for %s on %s, %s', (version, coin, network, type, begins) => {
    fc.assert(
      fc.property(hash, (payload) => {
        const address = encodeBase58Check(Uint8Array.from([...version, ...payload]));
        expect(address).toMatch(begins);
        expect(readBase58CheckAddress(address)).toMatchObject({
          status: 'ok',
          value: { coin, network, type, address, checksumValid: true },
        });
      }),
    );
  });

  it('reads the address of the first block, 19 zero bytes and all that is shortest', () => {
    expect(readBase58CheckAddress('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')).toMatchObject({ value: { coin: 'bitcoin' } });
    const shortest = encodeBase58Check(new Uint8Array(21));
    expect(shortest).toBe('1111111111111111111114oLvT2'); // the well-known address that nobody can spend from
    expect(readBase58CheckAddress(shortest)).toMatchObject({ value: { address: shortest } });
  });

  it('says which other coins write the same', () => {
    const script = encodeBase58Check(Uint8Array.from([0x05, ...new Uint8Array(20)]));
    expect(readBase58CheckAddress(script)).toMatchObject({
      value: { coin: 'bitcoin', otherCoins: ['bitcoin-cash', 'litecoin'] },
    });
  });

  it('says what is wrong', () => {
    expect(readBase58CheckAddress('1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJU')).toMatchObject({ what: 'bad checksum' });
    expect(readBase58CheckAddress('1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJ0')).toMatchObject({ at: 33 });
    expect(readBase58CheckAddress('thisIsAVeryLongFunctionNameToo')).toMatchObject({ status: 'malformed' });
    expect(readBase58CheckAddress('configurationOfTheWholeProgram').status).toBe('not-this-format');
  });

  it('sees every single wrong character', () => {
    fc.assert(
      fc.property(hash, fc.nat(33), fc.constantFrom(...'19Aaz'), (payload, at, other) => {
        const address = encodeBase58Check(Uint8Array.from([0x1e, ...payload]));
        fc.pre(address[at] !== other);
        expect(readBase58CheckAddress(address.slice(0, at) + other + address.slice(at + 1)).status).not.toBe('ok');
      }),
    );
  });
});
