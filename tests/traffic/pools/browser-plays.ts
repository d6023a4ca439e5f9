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

const name = 'ws.example.com';
const page = { host: name, path: '/proxy', origin: 'https://www.example.org' };
/** The form of a site key of CoinHive's: 32 letters and digits. */
const siteKey = 'ExampleSiteKeyOfNobody0123456789';

async function inBrowser(stage: Stage, options: { deflate: boolean; tls: boolean; seconds: number }): Promise<Told[]> {
  const { deflate, tls, seconds } = options;
  const port = tls ? 443 : 80;
  const server = tls ? createSecureServer(await makeCertificate(stage, name)) : createServer();
  takeWebSockets(stage, server, (wire) => serveBrowser(stage, wire));
  await stage.listen(server, port);
  const socket = await call(stage, { port, tls, name });
  const wire = await upgrade(stage, socket, { ...page, deflate });
  return [await pretendInBrowser(stage, wire, { siteKey, seconds, shareSeconds: 8 })];
}

export const browserPlays: readonly Play[] = [
  {
    name: 'browser-plain',
    about: 'a page that mines at a browser pool for ten minutes, over WebSocket',
    truth: 'mining',
    play: (stage) => inBrowser(stage, { deflate: false, tls: false, seconds: 600 }),
  },
  {
    name: 'browser-deflate',
    about: 'the same with compressed messages (permessage-deflate)',
    truth: 'mining',
    play: (stage) => inBrowser(stage, { deflate: true, tls: false, seconds: 600 }),
  },
  {
    name: 'browser-tls',
    about: 'the same under TLS, for an hour',
    truth: 'mining, unreadable',
    play: (stage) => inBrowser(stage, { deflate: false, tls: true, seconds: 3600 }),
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
