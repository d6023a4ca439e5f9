import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSocketList, socketState } from './socket-list.ts';

const connected = {
  protocol: 'tcp',
  local: '10.0.2.10:41952',
  remote: '203.0.113.42:3333',
  remotePort: 3333,
  state: 'established',
  pids: [700],
};
const one = (line: string): unknown => readSocketList(`heading\n${line}\n`).sockets[0];

describe('lists of sockets', () => {
  it('are read as ss prints them', () => {
    const line = 'tcp   ESTAB  0      0      10.0.2.10:41952  203.0.113.42:3333  users:(("x",pid=700,fd=10))';
    expect(one(line)).toEqual(connected);
    expect(one('udp   UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:* users:(("r",pid=5,fd=3),("s",pid=6,fd=3))')).toEqual({
      protocol: 'udp',
      local: '127.0.0.53:53',
      remote: '0.0.0.0:0',
      remotePort: 0,
      state: 'unconnected',
      pids: [5, 6],
    });
  });
  it('are read as netstat prints them', () => {
    expect(one('tcp        0      0 10.0.2.10:41952         203.0.113.42:3333       ESTABLISHED 700/x')).toEqual(
      connected,
    );
    expect(one('tcp        0      0 10.0.2.10:41952  203.0.113.42:3333  ESTABLISHED 33 24012 700/x: y')).toEqual(
      connected,
    );
    expect(one('tcp6       0      0 :::22          :::*          LISTEN      0 500 9/sshd')).toMatchObject({
      local: '[::]:22',
      remote: '[::]:0',
      state: 'listen',
      pids: [9],
    });
    expect(one('udp        0      0 0.0.0.0:68     0.0.0.0:*            0 500 9/dhclient')).toMatchObject({
      state: 'unconnected',
    });
  });
  it('are read as lsof prints them', () => {
    expect(one('x  700  33   10u  IPv4  24012  0t0  TCP 10.0.2.10:41952->203.0.113.42:3333 (ESTABLISHED)')).toEqual(
      connected,
    );
    expect(one('sshd  9  0  3u  IPv6  500  0t0  TCP *:22 (LISTEN)')).toMatchObject({ state: 'listen', remotePort: 0 });
  });
  it('leave out what no process holds', () => {
    expect(one('tcp   TIME-WAIT 0 0 10.0.2.10:41952 203.0.113.42:3333')).toBeUndefined();
    expect(one('tcp 0 0 10.0.2.10:41952 203.0.113.42:3333 TIME_WAIT -')).toBeUndefined();
  });
  it('call states as the kernel does', () => {
    expect(['SYN_SENT', 'SYN-SENT', 'Syn Sent'].map(socketState)).toEqual(['syn-sent', 'syn-sent', 'syn-sent']);
  });
  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => void readSocketList(`tcp ${text}\n${text} TCP ${text}`)),
    );
  });
});
