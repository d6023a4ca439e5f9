import type { DetectorFixture, Expected } from '../../../tests/fixture.ts';
import type { ArtifactKind } from '../../model/artifact.ts';
import type { MiningConfig, Pool } from '../../model/payloads.ts';

export const address =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
export const donation =
  '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';

type Seen = Expected & { readonly artifact?: { readonly name?: string; readonly kind?: ArtifactKind } };

/** A configuration of one pool in an artifact of a kind. */
export function config(kind: ArtifactKind, pool: Partial<Pool>, more: Partial<MiningConfig> = {}): Seen {
  const full: Pool = { host: 'pool.supportxmr.com', port: 3333, ...pool };
  return {
    kind: 'mining-config',
    value: { pools: [full], source: 'json', ...more },
    artifact: { kind },
  };
}

const mine: Partial<Pool> = { login: `${address}.w1`, wallet: address, worker: 'w1' };

export const fixture: DetectorFixture = {
  fires: [
    { name: 'a configuration with a checked wallet', seen: [config('config', mine)], stage: 'configured' },
    { name: 'a script', seen: [config('script', mine, { source: 'script' })], stage: 'configured' },
    {
      name: 'a program that carries its arguments',
      seen: [config('executable', mine, { source: 'binary' })],
      stage: 'configured',
    },
    { name: 'a process in a log', seen: [config('log', mine, { source: 'argv' })], stage: 'configured' },
    { name: 'a configuration without a name', seen: [config('text', mine)], stage: 'configured' },
    {
      name: 'a pool on the same machine',
      seen: [config('config', { ...mine, host: '127.0.0.1' })],
      stage: 'configured',
    },
    { name: 'an e-mail login', seen: [config('script', { login: 'a@b.cc', email: 'a@b.cc' })], stage: 'configured' },
    {
      name: 'a plain login',
      seen: [config('script', { login: 'somebody.rig1', worker: 'rig1' })],
      stage: 'configured',
    },
    {
      name: 'a wallet with an unknown worker',
      seen: [config('script', { ...mine, login: `${address}.$(hostname)` })],
      stage: 'configured',
    },
    {
      name: 'a program that starts a miner',
      seen: [config('source-code', mine, { source: 'argv', within: 'subprocess.Popen' })],
      stage: 'configured',
    },
    {
      name: 'a member that something runs',
      seen: [config('config', mine, { source: 'argv', within: 'CommandLine' })],
      stage: 'configured',
    },
    {
      name: 'a call that reads it',
      seen: [config('source-code', mine, { source: 'argv', within: 'expect' })],
      stage: 'mention',
    },
    {
      name: 'a member that describes it',
      seen: [config('config', mine, { source: 'argv', within: 'description' })],
      stage: 'mention',
    },
    {
      name: "a request in a web server's log",
      seen: [config('log', mine, { source: 'argv', within: 'request' })],
      stage: 'mention',
    },
    {
      name: 'a page that mines for whoever owns its site key',
      seen: [config('page', { host: 'coinhive.com', login: 'Kx0aB3dE5gH7' }, { source: 'page' })],
      stage: 'configured',
    },
    {
      name: "such a call in a program's source, which no browser runs",
      seen: [config('source-code', { host: 'coinhive.com', login: 'Kx0aB3dE5gH7' }, { source: 'page' })],
      stage: 'mention',
    },
    { name: 'a manual', seen: [config('document', mine)], stage: 'mention' },
    { name: 'a rule', seen: [config('rules', mine)], stage: 'mention' },
    { name: "a program's tests", seen: [config('source-code', mine)], stage: 'mention' },
    { name: 'a database', seen: [config('database', mine)], stage: 'mention' },
    {
      name: "a miner's donation wallet",
      seen: [config('config', { login: donation, wallet: donation })],
      stage: 'mention',
    },
    {
      name: "a miner's donation host",
      seen: [config('config', { ...mine, host: 'donate.v2.xmrig.com' })],
      stage: 'mention',
    },
    { name: 'a placeholder', seen: [config('config', { login: 'YOUR_WALLET_ADDRESS' })], stage: 'mention' },
    { name: 'a variable', seen: [config('script', { login: '$WALLET.$HOST' })], stage: 'mention' },
    { name: 'no login at all', seen: [config('config', {})], stage: 'mention' },
    {
      name: 'a sample e-mail address',
      seen: [config('script', { login: 'you@example.com', email: 'you@example.com' })],
      stage: 'mention',
    },
  ],
  silent: [
    { name: "a login on the wire, which is another detector's", seen: [config('stream', mine, { source: 'wire' })] },
    { name: 'a wallet alone', seen: [{ kind: 'wallet', value: { address, coin: 'monero', checksumValid: true } }] },
    { name: 'nothing', seen: [] },
  ],
};
