import { splitLogin } from '../../src/codec/login/login.ts';
import type { FuzzTarget } from '../target.ts';

const wallet = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';

/** The first line is the login, the second the password. */
export const target: FuzzTarget = {
  id: 'login',
  seeds: () =>
    [wallet, `${wallet}.w/a@b.cc\nx`, `XMR:${wallet}.w~rx/0+1000#ref\nrig:a@b.cc`, 'user.worker\nd=5'].map((seed) =>
      new TextEncoder().encode(seed),
    ),
  run(bytes) {
    const [login = '', password] = new TextDecoder().decode(bytes).split('\n');
    const parts = splitLogin(login, password);
    if (parts.wallet !== undefined && !login.includes(parts.wallet)) throw new Error('a wallet that is not there');
  },
};
