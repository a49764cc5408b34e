// guard.mjs REQUEST: runs commands in turn where every name server of the system is 127.0.0.1:53, and prints how each of
// them ended and which names were asked for.
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const { commands, seconds } = JSON.parse(process.argv[2]);
const names = new Set();

/** The name in a query (RFC 1035, section 4.1.2). */
function nameIn(query) {
  const labels = [];
  for (let at = 12; query[at] > 0 && at < query.length; at += query[at] + 1)
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]));
  return labels.join('.');
}

const resolver = createSocket('udp4');
resolver.on('message', (query, { port, address }) => {
  names.add(nameIn(query));
  const answer = Buffer.from(query);
  // No such name.
  answer.writeUInt16BE(0x8183, 2);
  resolver.send(answer, port, address);
});
resolver.bind(53, '127.0.0.1');
await once(resolver, 'listening');

const account = [process.env.FOURSHARED_FAKE_LOGIN, process.env.FOURSHARED_FAKE_PASSWORD];
const results = [];
for (const { name, command, withAccount } of commands) {
  names.clear();
  const [program, ...args] = withAccount ? [...command.slice(0, -1), ...account, command.at(-1)] : command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000 });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      output += bytes;
    });
  const [code] = await once(child, 'close');
  results.push({ name, works: code === 0, asked: [...names], output: output.slice(-1000) });
}
resolver.close();
process.stdout.write(`${JSON.stringify(results)}\n`);
