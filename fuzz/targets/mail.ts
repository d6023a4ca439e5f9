/** Mail: nothing throws, and parts hold no more bytes than the message, but for what is nested. */
import { beginsLikeMail, beginsLikeMailbox } from '../../src/codec/mime/begins.ts';
import { mailParts } from '../../src/codec/mime/message.ts';
import { uuFiles } from '../../src/codec/mime/transfer-encoding.ts';
import { lines, withAttachment } from '../../src/decode/document/mail.fixture.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'mail',
  seeds: () => [withAttachment, lines('From a 00:00', 'From: a', '', 'begin 644 x', '#8F5G', 'end', '=?utf-8?Q?=41?=')],
  run(bytes) {
    beginsLikeMail(bytes);
    beginsLikeMailbox(bytes);
    let total = 0;
    for (const part of mailParts(bytes)) {
      total += part.bytes.length;
      for (const file of uuFiles(new TextDecoder('latin1').decode(part.bytes)))
        if (file.bytes.length > part.bytes.length) throw new Error('a file longer than its text');
    }
    if (total > bytes.length) throw new Error(`parts of ${total} bytes in a message of ${bytes.length}`);
  },
};
