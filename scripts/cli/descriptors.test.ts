import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { envelope, returned } from '../../mock-server/testing/envelopes.js';
import { CLI, post } from '../testing/command.js';

let child: ChildProcess | undefined;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  child?.kill('SIGKILL');
});

test.skipIf(process.platform === 'win32')(
  'with few descriptors and many connections the server serves on, and all of it works afterwards',
  async () => {
    const command = `ulimit -n 256; exec "${process.execPath}" ${CLI} serve --port 0 --json`;
    const server = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = server;
    let log = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    const [ready] = await once(server.stdout, 'data');
    const { url } = JSON.parse(String(ready));
    let ended = 0;
    for (let n = 0; n < 400; n++) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket
        .on('error', () => {})
        .on('close', () => {
          ended += 1;
        });
      sockets.push(socket);
    }
    await expect.poll(() => ended).toBeGreaterThanOrEqual(300);
    expect(log).toMatch(/ended: there are 96 connections at a time/);
    for (const socket of sockets.splice(0)) socket.destroy();
    await expect
      .poll(() =>
        fetch(url).then(
          ({ status }) => status,
          () => 'refused',
        ),
      )
      .toBe(200);

    const free = await post(
      `${url}/jax3/DesktopApp`,
      envelope('getFreeSpace', 'short-free-space+5@edge.test', ''),
    );
    expect(returned(free)).toBe('4');
    expect(server.exitCode).toBeNull();
    const key = returned(
      await post(
        `${url}/jax3/DesktopApp`,
        envelope('createUploadSessionKey', 'user@example.com', 'secret', -1),
      ),
    );
    const form = new FormData();
    form.set('FilePart', new Blob(['some bytes']), 'a.txt');
    const sent = await fetch(`${url}/main/upload.jsp?sId=${key}`, { method: 'POST', body: form });
    expect([sent.status, await sent.text()]).toEqual([200, expect.stringContaining('sizeOk')]);
    expect((await fetch(`${url}/_control/health`)).status).toBe(200);
  },
);
