/** Source of a client that claims success and sends only one request without a call. */
export const CLAIMS = `
import { createInterface } from 'node:readline';
const send = (message) => console.log(JSON.stringify(message));
let address = '';
for await (const line of createInterface({ input: process.stdin })) {
  const { type, id, wsdl } = JSON.parse(line);
  if (type === 'open') address = wsdl;
  if (type === 'hello') send({ type, protocol: 1, name: 'claims', version: '1.4.2', operations: ['upload'] });
  if (type === 'call') {
    await fetch(address.replace('?wsdl', ''), { method: 'POST', body: 'knock', signal: AbortSignal.timeout(3000) }).catch(() => {});
    console.error('did nothing');
    send({ type: 'ok', id, result: {} });
  }
}
`;
