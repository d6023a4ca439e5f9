/** Files, folders, sockets and pipes that grow while they are watched, and a watch that is killed amid its work. */
import { copyFileSync, mkdirSync, readFileSync, renameSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ethernet, ipv4, pcap, tcp, text } from './make-capture.ts';
import { tenOClock, zeekFields, zeekLog, zeekSides } from './make-sensor-logs.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { addresses, alarmLine, append, innocentLine, machines, pause, startWatch, until } from './watch-run.ts';

test('what stands in a file is told once for each machine, and a summary closes it', async () => {
  const folder = temporaryFolder();
  append(join(folder, 'eve.json'), 0, 20);
  append(join(folder, 'eve.json'), 0, 20);
  const watch = startWatch(folder, ['--once', 'eve.json']);
  expect(await watch.ended).toBe(1);
  expect(machines(watch.alerts)).toEqual(addresses(0, 20));
  expect(watch.summary()).toMatchObject({ lines: 80, alerts: { configured: 20 }, gaps: 0 });
  expect(new Set(watch.alerts.map(({ id }) => id)).size).toBe(20);
});

test('a file that is renamed while its writer writes on, and made anew, loses nothing', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'eve.json');
  append(log, 0, 10);
  const watch = startWatch(folder, ['eve.json']);
  await watch.until('the first were told', () => watch.alerts.length === 10);
  renameSync(log, join(folder, 'eve.json.1'));
  append(join(folder, 'eve.json.1'), 10, 20); // the writer has not been told yet
  append(log, 20, 30);
  await pause(100);
  append(join(folder, 'eve.json.1'), 30, 35);
  append(log, 35, 40);
  await watch.until('all were told', () => watch.alerts.length >= 40);
  expect(await watch.stop()).toBe(1);
  expect(machines(watch.alerts)).toEqual(addresses(0, 40));
});

test('a file that is copied and cut loses nothing of what the copy has', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'eve.json');
  append(log, 0, 10);
  const watch = startWatch(folder, ['eve.json']);
  await watch.until('the first were told', () => watch.alerts.length === 10);
  append(log, 10, 60);
  writeFileSync(log, alarmLine(60).slice(0, 40), { flag: 'a' }); // a line that is being written
  copyFileSync(log, join(folder, 'eve.json.1'));
  truncateSync(log);
  append(log, 61, 200); // longer than it was
  await watch.until('all were told', () => watch.alerts.length >= 199);
  await watch.stop();
  expect(machines(watch.alerts)).toEqual([...addresses(0, 60), ...addresses(61, 200)].sort());
});

test('what is read once more where a file was cut counts once, however much it is', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'eve.json');
  const many = 2_200; // more than are looked at in one turn
  writeFileSync(log, Array.from({ length: many }, (_, machine) => alarmLine(machine)).join(''));
  const watch = startWatch(folder, ['eve.json']);
  await watch.until('all were told', () => watch.alerts.length === many);
  copyFileSync(log, join(folder, 'eve.json.1'));
  truncateSync(log);
  writeFileSync(log, alarmLine(many));
  await watch.until('the new one was told', () => watch.alerts.length > many);
  await watch.stop();
  expect(watch.summary()).toMatchObject({ lines: many + 1, suppressed: 0 });
  expect(watch.alerts.filter(({ count }) => count !== 1)).toEqual([]);
});

test('a summary counts what was read for the first time, in bytes as in lines', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'eve.json');
  append(log, 0, 10);
  const first = startWatch(folder, ['eve.json']);
  await first.until('the first were told', () => first.alerts.length === 10);
  await first.stop();
  const second = startWatch(folder, ['--once', 'eve.json']);
  await second.ended;
  expect(second.summary()).toMatchObject({ bytes: 0, lines: 0, suppressed: 0 });
});

test('what was rotated and compressed while nobody watched is read first', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'eve.json');
  append(log, 0, 10);
  const first = startWatch(folder, ['eve.json']);
  await first.until('the first were told', () => first.alerts.length === 10);
  await first.stop();
  append(log, 10, 20);
  writeFileSync(`${log}.2.gz`, gzipSync(readFileSync(log)));
  unlinkSync(log);
  await pause(20);
  append(`${log}.1`, 20, 30); // came and went
  await pause(20);
  append(log, 30, 40);
  const second = startWatch(folder, ['--once', 'eve.json']);
  await second.ended;
  expect(second.errors()).toBe('');
  expect(machines(second.alerts)).toEqual(addresses(10, 40));
});

test('what was rotated and cannot be read is told: damaged, or compressed otherwise than by gzip', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'eve.json');
  append(log, 0, 10);
  await startWatch(folder, ['--once', 'eve.json']).ended;
  append(log, 10, 20);
  const packed = gzipSync(readFileSync(log));
  writeFileSync(`${log}.3.gz`, packed.subarray(0, packed.length - 100));
  unlinkSync(log);
  await pause(20);
  append(`${log}.2.xz`, 20, 30); // as if it were compressed: it must not be read as text
  await pause(20);
  append(log, 30, 40);
  const watch = startWatch(folder, ['--once', 'eve.json']);
  await watch.ended;
  expect(watch.errors()).toContain('eve.json ended too early: unexpected end of file');
  expect(watch.errors()).toContain('eve.json.2.xz is not read');
  expect(machines(watch.alerts)).toEqual(expect.arrayContaining(addresses(30, 40)));
  expect(machines(watch.alerts)).not.toEqual(expect.arrayContaining(addresses(20, 21)));
});

test('what was cut and is nowhere to be found is told', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'eve.json');
  append(log, 0, 3);
  await startWatch(folder, ['--once', 'eve.json']).ended;
  unlinkSync(log);
  append(log, 3, 6);
  const watch = startWatch(folder, ['--once', 'eve.json']);
  await watch.ended;
  expect(watch.errors()).toContain('nowhere to be found');
  expect(machines(watch.alerts)).toEqual(addresses(3, 6));
});

test('a watch that is killed again and again misses nothing, and repeats nothing under another id', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'eve.json');
  writeFileSync(log, '');
  const told: { id: string; machine: string | undefined }[] = [];
  const rounds = 6;
  const perRound = 60;
  for (let round = 0; round < rounds; round++) {
    const watch = startWatch(folder, ['eve.json']);
    const before = told.length;
    for (let part = 0; part < perRound; part += 10) {
      append(log, round * perRound + part, round * perRound + part + 10);
      await pause(7 * round);
    }
    await watch.until('some were told', () => watch.alerts.length > 5);
    await watch.stop('SIGKILL');
    told.push(...watch.alerts.map(({ id, machine }) => ({ id, machine })));
    expect(told.length).toBeGreaterThan(before);
  }
  const last = startWatch(folder, ['--once', 'eve.json']);
  await last.ended;
  told.push(...last.alerts.map(({ id, machine }) => ({ id, machine })));
  const byId = new Map(told.map(({ id, machine }) => [id, machine]));
  expect([...byId.values()].sort()).toEqual(addresses(0, rounds * perRound));
}, 60_000);

test('a folder: files that come, and a Zeek log that is archived under another folder', async () => {
  const folder = temporaryFolder();
  const current = join(folder, 'current');
  mkdirSync(current);
  append(join(current, 'eve.json'), 0, 5);
  const watch = startWatch(folder, ['current']);
  await watch.until('the first were told', () => watch.alerts.length === 5);
  append(join(current, 'eve-2.json'), 5, 10);
  await watch.until('the new file was read', () => watch.alerts.length === 10);
  await watch.stop();
  append(join(current, 'eve.json'), 10, 15);
  mkdirSync(join(folder, '2026-11-23'));
  const archived = gzipSync(readFileSync(join(current, 'eve.json')));
  writeFileSync(join(folder, '2026-11-23', 'eve.10:00:00-11:00:00.json.gz'), archived);
  unlinkSync(join(current, 'eve.json'));
  append(join(current, 'eve.json'), 15, 20);
  const again = startWatch(folder, ['--once', 'current']);
  await again.ended;
  expect(machines(again.alerts)).toEqual(addresses(10, 20));
});

test('a socket that Suricata would connect to; lines come in any pieces', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'eve.sock');
  const watch = startWatch(folder, ['--once', `unix:${path}`]);
  const socket = await new Promise<ReturnType<typeof connect>>((done) => {
    const attempt = (): void => {
      const fresh = connect(path);
      fresh.once('connect', () => done(fresh));
      fresh.once('error', () => setTimeout(attempt, 20));
    };
    attempt();
  });
  const bytes = Buffer.from(innocentLine(1) + alarmLine(1) + innocentLine(2) + alarmLine(2));
  for (let at = 0; at < bytes.length; at += 97) {
    socket.write(bytes.subarray(at, at + 97));
    await pause(2);
  }
  socket.end();
  await watch.ended;
  expect(machines(watch.alerts)).toEqual(addresses(1, 3));
});

test('a receiver that is slow and fails gets every alert once, and holds back what is read', async () => {
  const folder = temporaryFolder();
  const got: string[] = [];
  let asked = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      asked++;
      if (asked % 3 === 0) return void response.writeHead(503).end();
      got.push(JSON.parse(body).id);
      setTimeout(() => response.writeHead(204).end(), 5);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  append(join(folder, 'eve.json'), 0, 12);
  const watch = startWatch(folder, ['--webhook', `http://127.0.0.1:${port}/x`, 'eve.json']);
  await until('all had come', () => got.length >= 12, watch.errors);
  await watch.stop();
  server.close();
  server.closeAllConnections();
  expect(got.sort()).toEqual(watch.alerts.map(({ id }) => id).sort());
});

test('a watch that is ended while its receiver is away tells that, and its summary', async () => {
  const folder = temporaryFolder();
  append(join(folder, 'eve.json'), 0, 2);
  // Nothing listens on this port.
  const watch = startWatch(folder, ['--webhook', 'http://127.0.0.1:9/x', 'eve.json']);
  await watch.until('two were told', () => watch.alerts.length === 2);
  expect(await watch.stop()).toBe(1);
  expect(watch.summary()?.alerts).toMatchObject({ configured: 2 });
  expect(watch.errors()).toContain('webhook had not taken 2 of the alerts when the watch ended');
});

/** A miner that logs in and is handed work, in four packets. */
function minersCapture(): Uint8Array {
  const login =
    '{"id":1,"jsonrpc":"2.0","method":"login","params":{"login":"example","pass":"x","agent":"XMRig/6.21.0"}}\n';
  const job = `{"id":1,"jsonrpc":"2.0","error":null,"result":{"id":"a","job":{"blob":"${'0e'.repeat(76)}","job_id":"1","target":"b88d0600","algo":"rx/0","height":1,"seed_hash":"${'ab'.repeat(32)}"},"status":"OK"}}\n`;
  const up = (payload: string, form: object): Uint8Array =>
    ethernet(ipv4(tcp(text(payload), { from: 40_000, ...form })));
  const down = (payload: string, form: object): Uint8Array => {
    const sides = { source: '1.2.3.4', target: '10.0.0.1' };
    return ethernet(ipv4(tcp(text(payload), { from: 3333, to: 40_000, ...form }), sides));
  };
  return pcap([
    { bytes: up('', { sequence: 99, flags: 2 }) },
    { bytes: down('', { sequence: 499, acknowledgement: 100, flags: 18 }) },
    { bytes: up(login, { sequence: 100, acknowledgement: 500, flags: 24 }) },
    { bytes: down(job, { sequence: 500, acknowledgement: 100 + login.length, flags: 24 }) },
  ]);
}

test('a capture on standard input is told of while it goes on', async () => {
  const folder = temporaryFolder();
  const capture = minersCapture();
  const watch = startWatch(folder, ['-']);
  for (let at = 0; at < capture.length; at += 50) {
    watch.process.stdin?.write(capture.subarray(at, at + 50));
    await pause(2);
  }
  await watch.until('the session was told of', () => watch.alerts.length > 0);
  expect(watch.alerts[0]).toMatchObject({ stage: 'active', machine: '10.0.0.1', detector: 'pool-session' });
  await watch.stop();
  expect(watch.summary()).toMatchObject({ packets: 4 });
});

test('captures that come to a folder, one after another, are told of while they are written', async () => {
  const folder = temporaryFolder();
  const captures = join(folder, 'captures');
  mkdirSync(captures);
  const capture = minersCapture();
  const watch = startWatch(folder, ['captures', '--again', '0s']);
  for (const name of ['a.pcap', 'b.pcap']) {
    const before = watch.alerts.length;
    for (let at = 0; at < capture.length; at += 200) {
      writeFileSync(join(captures, name), capture.subarray(at, at + 200), { flag: 'a' });
      await pause(5);
    }
    await watch.until('its session was told of', () => watch.alerts.length > before);
    expect(watch.alerts.at(-1)?.source.name).toContain(`${name}!tcp 10.0.0.1`);
  }
  await watch.stop();
  const again = startWatch(folder, ['captures', '--once']);
  await again.ended;
  expect(again.alerts).toEqual([]);
});

test('a Zeek log keeps its header across a restart', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'dns.log');
  const record = (host: number): Record<string, string | number> => ({
    ts: tenOClock + host,
    ...zeekSides(`C${host}abcdefghijklmn`, `192.0.2.${host}:5353`, '192.0.2.53:53'),
    proto: 'udp',
    query: 'pool.supportxmr.com',
    qtype_name: 'A',
    rcode_name: 'NOERROR',
    answers: '203.0.113.7',
  });
  const lines = zeekLog('dns', zeekFields.dns, ...Array.from({ length: 20 }, (_, i) => record(i))).split(/(?<=\n)/);
  const begun = lines.slice(0, 18).join('');
  writeFileSync(path, begun);
  const args = ['--once', '--at-least', 'mention', 'dns.log'];
  const first = startWatch(folder, args);
  await first.ended;
  // So far behind the first part that the header is not read again by chance.
  const innocent = lines[18]?.replaceAll('pool.supportxmr.com', 'www.example.com') ?? '';
  writeFileSync(path, innocent.repeat(15_000) + lines.slice(18).join(''), { flag: 'a' });
  const middle = startWatch(folder, args);
  await middle.ended;
  writeFileSync(path, innocent.repeat(15_000) + (lines[20] ?? '').replaceAll('192.0.2.', '198.51.100.'), { flag: 'a' });
  const last = startWatch(folder, args);
  await last.ended;
  const isContact = ({ detector }: { detector: string }): boolean => detector === 'pool-contact';
  const told = [first, middle, last].map(({ alerts }) => alerts.filter(isContact).length);
  expect(told).toEqual([10, 10, 1]);
});

test('metrics are served on loopback, and syslog gets what standard output gets', async () => {
  const folder = temporaryFolder();
  append(join(folder, 'eve.json'), 0, 3);
  let received = '';
  const receiver = createSocketServer((socket) => {
    socket.setEncoding('utf8').on('data', (part) => {
      received += part;
    });
  });
  await new Promise<void>((done) => receiver.listen(join(folder, 'log.sock'), done));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const options = ['--syslog', `unix:${join(folder, 'log.sock')}`, '--metrics', `127.0.0.1:${port}`];
  const watch = startWatch(folder, [...options, 'eve.json']);
  await watch.until('all were told', () => watch.alerts.length === 3 && received.split('[davylamp@32473').length === 4);
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toContain('davylamp_watch_alerts_total{stage="configured"} 3\n');
  expect(text).toContain('davylamp_watch_dropped_total 0\n');
  expect(text).toContain('davylamp_watch_lines_total 6\n');
  for (const { id } of watch.alerts) expect(received).toContain(id);
  await watch.stop();
  receiver.close();
});
