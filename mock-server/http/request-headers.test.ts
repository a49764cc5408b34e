import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { HeaderLines } from './request.js';

test('headers that come more than once read as in node:http', async () => {
  const names = [
    ...[
      'Host',
      'content-TYPE',
      'Content-Length',
      'Authorization',
      'If-Modified-Since',
      'User-Agent',
      'Cookie',
    ],
    ...[
      'X-File-Name',
      'Range',
      'Accept',
      'Origin',
      'If-None-Match',
      'Referer',
      'X-Forwarded-Host',
      'If-Range',
    ],
  ];
  const lines = names.flatMap((name) => [name, '0', ...(/length|^host$/i.test(name) ? [] : [name, '1'])]);
  const head = lines.flatMap((_, at) => (at % 2 === 0 ? [`${lines[at]}: ${lines[at + 1]}`] : []));
  const server = createServer((request, response) => {
    const plain = new HeaderLines(request.rawHeaders);
    const told = names.map((name) => name.toLowerCase()).map((name) => [plain.get(name), plain.all(name)]);
    const known = names
      .map((name) => name.toLowerCase())
      .map((name) => [request.headers[name], request.headersDistinct[name]]);
    response.end(JSON.stringify({ told, known }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.end(`GET / HTTP/1.1\r\n${head.join('\r\n')}\r\nConnection: close\r\n\r\n`);
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece as Buffer);
  server.close();
  const [, body = ''] = Buffer.concat(pieces).toString().split('\r\n\r\n');
  const { told, known } = JSON.parse(body);
  expect(told).toHaveLength(names.length);
  expect(told).toEqual(known);
});
