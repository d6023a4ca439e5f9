import { describe, expect, it } from 'vitest';
import { readAddress } from '../../codec/address/address.ts';
import { custodialBases } from './custodial-bases.ts';
import { donationWallets } from './donation-wallets.ts';
import { exampleWallets } from './example-wallets.ts';
import { knownWallet } from './known-wallet.ts';

function known(address: string): ReturnType<typeof knownWallet> {
  const read = readAddress(address);
  if (read.status !== 'ok') throw new Error(`${address}: ${read.status}`);
  return knownWallet(read.value);
}

const everything = [...custodialBases, ...donationWallets, ...exampleWallets];

describe('known wallets', () => {
  it.each(everything.map((fact) => [fact.address, fact] as const))(
    '%s holds its checksum and is found',
    (address, fact) => {
      expect(known(address)).toMatchObject({ why: fact.why, source: fact.source, asOf: fact.asOf });
    },
  );

  it('are each known for one reason', () => {
    expect(new Set(everything.map((fact) => fact.address)).size).toBe(everything.length);
  });

  it("know the 2018 case's wallet as custodial, by its base", () => {
    const wallet =
      '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
    expect(known(wallet)).toMatchObject({
      known: 'custodial',
      why: expect.stringContaining('60 of 235'),
      asOf: '2018-06',
    });
  });

  it('know XMRig as a donation and BIP 173 in capitals as an example', () => {
    expect(
      known('48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD'),
    ).toMatchObject({ known: 'donation' });
    expect(known('BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4')).toMatchObject({ known: 'example' });
  });

  it('do not know a stranger', () => {
    expect(
      known('8AFCaKMr2QT6XW5TwcczAcTr8ELFkyhXuGAGdjx8rFfrU2mdKEwVu2511rX1npsYNeND2muvWpMJe7AGYzEaQzDwA5oaNyV'),
    ).toBeUndefined();
  });
});
