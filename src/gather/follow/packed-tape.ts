/** A file that was compressed when it was rotated, from its beginning: there is no other way into it. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { rawPath } from '../path.ts';
import { Inbox } from './inbox.ts';

export function openPacked(path: string, name: string): Inbox {
  const inbox = new Inbox(name);
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  pipeline(createReadStream(rawPath(path)), gunzip, () => {}); // what goes wrong comes out of gunzip, and stands in the inbox's `failed`
  void inbox.fill(gunzip);
  return inbox;
}
