import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSegwitAddress, readSegwitAddress } from './segwit.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('segregated-witness addresses', () => {
  // BIP 350, "Test vectors for v0-v16 native segregated witness addresses": address, version, program.
  it.each([
    ['BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 0, '751e76e8199196d454941c45d1b3a323f1433bd6'],
    [
      'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7',
      0,
      '1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262',
    ],
    [
      'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y',
      1,
      '751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6',
    ],
    ['BC1SW50QGDZ25J', 16, '751e'],
    ['bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', 2, '751e76e8199196d454941c45d1b3a323'],
    [
      'tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy',
      0,
      '000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433',
    ],
    [
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
      1,
      '79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798',
    ],
  ])('reads %s and writes it from its program', (address, version, program) => {
    expect(readSegwitAddress(address)).toMatchObject({
      status: 'ok',
      value: { coin: 'bitcoin', type: version === 0 ? 'bech32' : 'bech32m', address, checksumValid: true },
    });
    const prefix = address.slice(0, 2).toLowerCase();
    expect(encodeSegwitAddress(prefix, version, bytes(program))).toBe(address.toLowerCase());
  });

  // BIP 350, "invalid segwit addresses and the reason for their invalidity".
  it.each([
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', 'version 1 must be bech32m, and this is bech32'],
    ['tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf', 'version 2 must be bech32m, and this is bech32'],
    [
      'BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL',
      'version 16 must be bech32m, and this is bech32',
    ],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh', 'version 0 must be bech32, and this is bech32m'],
    ['tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47', 'version 0 must be bech32, and this is bech32m'],
    ['bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4', 'character o at offset 59 is not bech32'],
    ['BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R', 'witness version 17 is above 16'],
    ['bc1pw5dgrnzv', 'a witness program of 1 bytes (2 to 40 are valid)'],
    [
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav',
      'a witness program of 41 bytes (2 to 40 are valid)',
    ],
    ['BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P', 'a version 0 program of 16 bytes (20 or 32 are valid)'],
    ['tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq', 'upper and lower case are mixed'],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf', 'the program is not whole bytes'],
    ['tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j', 'the program is not whole bytes'],
    ['bc1gmk9yu', 'no witness version'],
  ])('rejects %s: %s', (address, what) => {
    expect(readSegwitAddress(address)).toMatchObject({ status: 'malformed', what });
  });

  it('leaves other human-readable parts alone', () => {
    for (const text of ['tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut', 'split1checkup', '1', ''])
      expect(readSegwitAddress(text).status).toBe('not-this-format');
  });

  it.each([
    ['bc', 'bitcoin', 'mainnet'],
    ['tb', 'bitcoin', 'testnet'],
    ['bcrt', 'bitcoin', 'regtest'],
    ['ltc', 'litecoin', 'mainnet'],
    ['tltc', 'litecoin', 'testnet'],
    ['rltc', 'litecoin', 'regtest'],
  ])('reads %s as %s on %s', (prefix, coin, network) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 16 }),
        fc.uint8Array({ minLength: 2, maxLength: 40 }),
        (version, program) => {
          const address = encodeSegwitAddress(prefix, version, program);
          expect(readSegwitAddress(address)).toEqual({
            status: 'ok',
            value: { coin, network, type: 'bech32m', address, checksumValid: true },
          });
        },
      ),
    );
  });
});
