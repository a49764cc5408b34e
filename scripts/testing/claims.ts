/** Source of a client that claims success and sends only one request without a call. `fetch` alone would double its start. */
export const CLAIMS = `
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
const send = (message) => console.log(JSON.stringify(message));
const name = ['claims', ...process.argv.slice(2)].join(' ');
let address;
for await (const line of createInterface({ input: process.stdin })) {
  const { type, id, wsdl } = JSON.parse(line);
  if (type === 'open') address = new URL(wsdl);
  if (type === 'hello') send({ type, protocol: 1, name, version: '1.4.2', operations: ['upload'] });
  if (type !== 'call') continue;
  console.error('did nothing');
  const socket = connect(address.port, address.hostname);
  socket.setTimeout(3000, () => socket.destroy()).on('error', () => {});
  socket.on('close', () => send({ type: 'ok', id, result: {} })).resume();
  socket.end('POST ' + address.pathname + ' HTTP/1.0\\r\\nContent-Type: text/plain\\r\\nContent-Length: 5\\r\\n\\r\\nknock');
}
`;
