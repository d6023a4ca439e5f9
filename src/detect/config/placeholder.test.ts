import { describe, expect, it } from 'vitest';
import { accountOf, isPlaceholder } from './placeholder.ts';

describe('a login that waits to be filled in', () => {
  it.each([
    'x',
    'YOUR_WALLET_ADDRESS',
    'YOUR_WALLET_ADDRESS.worker',
    'your-wallet-here',
    'WALLET_ADDRESS',
    'WALLET.WORKER',
    '<wallet>',
    '[wallet]',
    '$WALLET',
    '$' + '{WALLET}.rig',
    '%WALLET%.%COMPUTERNAME%',
    '{{ wallet }}',
    'username',
    'user.worker',
    'INSERT_YOUR_ADDRESS',
    'MY_XMR_WALLET',
    'XXXXXXXX',
    '...',
    '',
  ])('is %s', (login) => expect(isPlaceholder(login)).toBe(true));

  it.each(['somebody', 'somebody.rig1', 'c3pool_12', 'yourself99', 'minerjoe', '48edfHu7V9Z84YzzMa6f'])(
    'is not %s',
    (login) => expect(isPlaceholder(login)).toBe(false),
  );
});

describe('an account', () => {
  it('is a checked wallet even where the worker is not known', () => {
    expect(accountOf({ host: 'a', login: '4abc.$(hostname)', wallet: '4abc' })).toBe('4abc');
  });
  it('is an e-mail address unless it is a sample', () => {
    expect(accountOf({ host: 'a', login: 'a@b.cc', email: 'a@b.cc' })).toBe('a@b.cc');
    expect(accountOf({ host: 'a', login: 'YOUR_WALLET', email: 'a@b.cc' })).toBeUndefined();
    expect(accountOf({ host: 'a', login: 'you@mail.ru', email: 'you@mail.ru' })).toBeUndefined();
    expect(accountOf({ host: 'a', login: 'a@example.com', email: 'a@example.com' })).toBeUndefined();
  });
});
