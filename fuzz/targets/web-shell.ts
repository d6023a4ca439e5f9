/** Scripts of web servers: nothing throws, loops end, and what is found lies in the text. */
import { runsRequests } from '../../src/codec/web-shell/web-shell.ts';
import { withoutComments } from '../../src/codec/web-shell/without-comments.ts';
import type { FuzzTarget } from '../target.ts';

const texts = [
  '<?php /* a */ $c = $_GET["c"]; system($c . " 2>&1"); # b',
  '<% String c = request.getParameter("c"); Runtime.getRuntime().exec(c); %>',
  "<?php eval(gzinflate(base64_decode('S03NyFdQSiwuLi9KUdK0BgA=')));",
];

export const target: FuzzTarget = {
  id: 'web-shell',
  seeds: () => texts.map((text) => new TextEncoder().encode(text)),
  run: (bytes) => {
    const text = new TextDecoder().decode(bytes);
    for (const hash of [true, false])
      if (withoutComments(text, hash).length !== text.length) throw new Error('places moved');
    for (const file of ['a.php', 'a.jsp', 'a.asp', 'a.py']) {
      const found = runsRequests(file, text);
      if (found && (found.at < 0 || found.at >= text.length)) throw new Error('found outside of the text');
    }
  },
};
