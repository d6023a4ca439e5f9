import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ethereumChecksumCase, readEthereumAddress } from './ethereum.ts';

describe('Ethereum addresses', () => {
  // EIP-55, "Test Cases".
  it.each([
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
    '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
    '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
  ])('takes %s of EIP-55', (address) => {
    expect(readEthereumAddress(address)).toMatchObject({
      status: 'ok',
      value: { coin: 'ethereum', type: 'account', address, checksumValid: true },
    });
  });

  it('says that the form is shared with Ethereum Classic', () => {
    const read = readEthereumAddress('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
    expect(read).toMatchObject({ value: { otherCoins: ['ethereum-classic', 'ethereum-pow'] } });
  });

  it('finds no check in letters of one case, nor in digits alone', () => {
    for (const body of [
      '5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
      '52908400098527886E0F7030069857D2E4169EE7',
      '1'.repeat(40),
    ])
      expect(readEthereumAddress(`0x${body}`)).toMatchObject({ status: 'ok', value: { checksumValid: false } });
  });

  it('names the first letter whose case is wrong', () => {
    expect(readEthereumAddress('0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6Fb')).toEqual({
      status: 'malformed',
      at: 41,
      what: 'bad checksum: by EIP-55, the b at offset 41 has the wrong case',
    });
  });

  it('takes any 20 bytes in the case that EIP-55 gives them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const address = `0x${ethereumChecksumCase(Buffer.from(bytes).toString('hex'))}`;
        expect(readEthereumAddress(address).status).toBe('ok');
      }),
    );
  });

  it('leaves other hex alone', () => {
    for (const text of ['0x', `0x${'a'.repeat(39)}`, `0x${'a'.repeat(41)}`, 'a'.repeat(42), `0x${'g'.repeat(40)}`])
      expect(readEthereumAddress(text).status).toBe('not-this-format');
  });
});
