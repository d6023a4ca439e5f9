/**
 * A harmless program that looks like a miner: by its arguments, its name, its file. It connects to a pool on loopback,
 * and nowhere else, says who it is, and sends no share: nothing is hashed. It ends with its parent, or after a minute.
 * Usage: `decoy.js -o 127.0.0.1:PORT -u WALLET …`; DECOY_NAME: what it calls itself.
 */
import { connect } from 'node:net';

const mostMs = 60_000;

const argument = (flag: string): string => process.argv[process.argv.indexOf(flag) + 1] ?? '';
const [host = '', port = ''] = argument('-o').split(':');
if (host !== '127.0.0.1') throw new Error('a decoy connects to loopback only');

const name = process.env['DECOY_NAME'];
if (name !== undefined) process.title = name;

const login = { id: 1, method: 'login', params: { login: argument('-u'), pass: 'x', agent: 'decoy/1.0' } };
const socket = connect(Number(port), host, () => socket.write(`${JSON.stringify(login)}\n`));
socket.on('data', () => {});
socket.on('error', () => process.exit());

// Its parent holds the other end.
process.stdin.on('end', () => process.exit()).resume();
setTimeout(() => process.exit(), mostMs).unref();
