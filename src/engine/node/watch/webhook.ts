/** Posts each alert as JSON to a URL of the user's. Nothing is followed: a redirect is an answer that is no 2xx. */
import type { Carrier } from './outbox.ts';

/** For one try. */
const patienceMs = 10_000;

/** @param token sent as `Authorization: Bearer`, where there is one */
export function webhook(url: string, token?: string): Carrier {
  const ending = new AbortController();
  return {
    name: 'webhook',
    async deliver(alert, json) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          // For receivers that drop what they had before.
          'idempotency-key': alert.id,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: json,
        redirect: 'manual',
        signal: AbortSignal.any([ending.signal, AbortSignal.timeout(patienceMs)]),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`it answered ${response.status}`);
    },
    close: () => ending.abort(),
  };
}
