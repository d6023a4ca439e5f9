/** Pages that mine in their visitor's browser, over WebSocket. */
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { makeCertificate } from '../certificate.ts';
import type { Play, Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import { takeWebSockets, upgrade } from '../web-socket.ts';
import { call } from '../wire.ts';
import { monero } from './accounts.ts';
import { pretendInBrowser, serveBrowser } from './browser-pool.ts';
import { pretendToMine } from './cryptonote-miner.ts';
import { servePool } from './cryptonote-pool.ts';

const unknown = 'ws.example.com';
/** One of the servers of CoinHive's, of which every list of mining scripts tells. */
const known = 'ws001.coinhive.com';
const page = { host: unknown, path: '/proxy', origin: 'https://www.example.org' };
/** The form of a site key of CoinHive's: 32 letters and digits. */
const siteKey = 'ExampleSiteKeyOfNobody0123456789';

interface Browsing {
  readonly name?: string;
  readonly deflate?: boolean;
  readonly tls?: boolean;
  readonly seconds: number;
}

async function inBrowser(stage: Stage, browsing: Browsing): Promise<Told[]> {
  const { name = unknown, deflate = false, tls = false, seconds } = browsing;
  const port = tls ? 443 : 80;
  const server = tls ? createSecureServer(await makeCertificate(stage, name)) : createServer();
  takeWebSockets(stage, server, (wire) => serveBrowser(stage, wire));
  await stage.listen(server, port);
  const socket = await call(stage, { port, tls, name });
  const wire = await upgrade(stage, socket, { ...page, host: name, deflate });
  const told = await pretendInBrowser(stage, wire, { siteKey, seconds, shareSeconds: 8 });
  return [{ ...told, host: name, page: page.origin }];
}

export const browserPlays: readonly Play[] = [
  {
    name: 'browser-plain',
    about: 'a page that mines at a browser pool for ten minutes, over WebSocket',
    truth: 'mining',
    play: (stage) => inBrowser(stage, { seconds: 600 }),
  },
  {
    name: 'browser-deflate',
    about: 'the same with compressed messages (permessage-deflate)',
    truth: 'mining',
    play: (stage) => inBrowser(stage, { deflate: true, seconds: 600 }),
  },
  {
    name: 'browser-tls',
    about: 'the same under TLS, for an hour',
    truth: 'mining, unreadable',
    play: (stage) => inBrowser(stage, { tls: true, seconds: 3600 }),
  },
  {
    name: 'browser-known',
    about: 'a page that mines at CoinHive’s, over WebSocket',
    truth: 'mining',
    says: 'coinhive.com',
    play: (stage) => inBrowser(stage, { name: known, seconds: 600 }),
  },
  {
    name: 'browser-known-tls',
    about: 'the same under TLS, for an hour; the name shows',
    truth: 'mining, named',
    says: 'coinhive.com',
    play: (stage) => inBrowser(stage, { name: known, tls: true, seconds: 3600 }),
  },
  {
    name: 'xmrig-web-socket',
    about: 'XMRig’s own dialect inside WebSocket, as bridges from pages to pools speak it',
    truth: 'mining',
    async play(stage) {
      const server = createServer();
      takeWebSockets(stage, server, (wire) => servePool(stage, wire));
      await stage.listen(server, 80);
      const wire = await upgrade(stage, await call(stage, { port: 80 }), { ...page, deflate: false });
      const told = await pretendToMine(stage, wire, { login: monero, seconds: 1200, agent: 'webminer/1.0' });
      return [{ ...told, transport: 'websocket' }];
    },
  },
];
