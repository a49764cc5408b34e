import { createServer, type Server } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createNetServer,
  type Server as NetServer,
} from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FourSharedFake, type LogEntry, startFourShared } from '../index.js';
import { IS_MISSING, visit as open, WITHOUT_CHROMIUM } from '../testing/chromium.js';

// A real browser with a page of another origin tries to drive the control API: what a browser sends is not imitated here.

const REBOUND = 'rebound.example';

let fake: FourSharedFake;
let attacker: Server;
let page = '';
const log: LogEntry[] = [];

beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory', log: (entry) => log.push(entry) });
  attacker = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await fake.close();
  attacker.closeAllConnections();
  attacker.close();
});

const VICTIM = 'victim@example.com';

/** What an attack is after. */
beforeEach(async () => {
  log.length = 0;
  fake.namespace().rules.clear();
  if (!fake.world.account(VICTIM)) fake.world.addAccount({ login: VICTIM, password: 'p' });
  await fake.namespace().arm({ id: 'precious', on: { kind: 'call' }, do: [{ act: 'nil' }] });
});

const RULE = JSON.stringify({ id: 'planted', on: { kind: 'call' }, do: [{ act: 'nil' }] });

/** Every way that a page has to send a request without being asked. */
const ATTACK = (server: string): string => `<!doctype html><body><pre id="out"></pre><script>
const server = ${JSON.stringify(server)}, rule = ${JSON.stringify(RULE)};
const tries = [];
const attempt = (name, run) => tries.push(Promise.resolve().then(run).then((what) => name + ' ' + what, (error) => name + ' ' + error.name));
const json = { 'content-type': 'application/json' };
for (const mode of ['no-cors', 'cors']) {
  attempt(mode + ' reset', () => fetch(server + '/_control/reset', { method: 'POST', mode }).then((r) => r.type + r.status));
  attempt(mode + ' text', () => fetch(server + '/_control/rules', { method: 'POST', mode, body: rule, headers: { 'content-type': 'text/plain' } }).then((r) => r.type + r.status));
  attempt(mode + ' json', () => fetch(server + '/_control/rules', { method: 'POST', mode, body: rule, headers: json }).then((r) => r.type + r.status));
  attempt(mode + ' blob', () => fetch(server + '/_control/rules', { method: 'POST', mode, body: new Blob([rule]) }).then((r) => r.type + r.status));
  attempt(mode + ' get', () => fetch(server + '/_control/accounts', { mode }).then((r) => r.text()).then((text) => 'read ' + text.slice(0, 40)));
}
attempt('delete', () => fetch(server + '/_control/rules', { method: 'DELETE' }).then((r) => r.status));
attempt('put', () => fetch(server + '/_control/fixture', { method: 'PUT', body: '{}', headers: json }).then((r) => r.status));
attempt('beacon', () => navigator.sendBeacon(server + '/_control/reset', ''));
attempt('image', () => new Promise((resolve) => { const image = new Image(); image.onload = () => resolve('loaded'); image.onerror = () => resolve('failed'); image.src = server + '/_control/health'; }));
attempt('script', () => new Promise((resolve) => { const script = document.createElement('script'); script.onload = () => resolve('loaded'); script.onerror = () => resolve('failed'); script.src = server + '/_control/rules'; document.body.append(script); }));
for (const enctype of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'])
  attempt('form ' + enctype, () => new Promise((resolve) => {
    const frame = document.createElement('iframe'); frame.name = 'f' + enctype.length; document.body.append(frame);
    const form = document.createElement('form'); form.method = 'post'; form.enctype = enctype; form.target = frame.name;
    form.action = server + (enctype === 'text/plain' ? '/_control/rules' : '/_control/reset');
    const field = document.createElement('input'); field.name = rule.slice(0, -1) + ',"note":"'; field.value = '"}'; form.append(field);
    document.body.append(form); frame.onload = () => resolve('sent'); form.submit();
  }));
Promise.all(tries).then((all) => { document.getElementById('out').textContent = all.join('\\n') + '\\nDONE'; });
</script></body>`;

async function visit(url: string, ...flags: readonly string[]): Promise<string> {
  return /<pre id="out">([^<]*)<\/pre>/.exec(await open(url, 20_000, ...flags))?.[1] ?? '';
}

const attackerPort = (): number => (attacker.address() as AddressInfo).port;

function expectUntouched(): void {
  expect(fake.world.account(VICTIM)).toBeDefined();
  expect(
    fake
      .namespace()
      .rules.list()
      .map(({ rule }) => rule.id),
  ).toEqual(['precious']);
}

/** What the server answered to the control API. */
const answers = (): string[] =>
  log.filter(({ what }) => what.includes('/_control')).map(({ what, result }) => `${what} ${result}`);

test.skipIf(IS_MISSING)(
  `a page of another port changes nothing and reads nothing${WITHOUT_CHROMIUM}`,
  async () => {
    page = ATTACK(fake.url);
    const out = await visit(`http://127.0.0.1:${attackerPort()}/`);
    expect(out).toMatch(/DONE$/);
    // The requests do get here: it is the server that refuses them.
    expect(answers()).toContain('POST /_control/reset 403');
    expect(answers()).toContain('POST /_control/rules 403');
    expect(answers()).toContain('GET /_control/health 403');
    expect(answers().filter((answer) => !answer.endsWith(' 403'))).toEqual([]);
    expect(out).not.toMatch(/ (cors|basic)\d|read .*login|loaded|^(delete|put) \d/m);
    expectUntouched();
  },
);

/** What an attacker's DNS does, seen from the browser: the page comes from him, and then its name leads to our server. */
function rebind(): Promise<NetServer> {
  const server = createNetServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes) => {
      if (bytes.toString().startsWith('GET /page ')) {
        socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n${page}`);
        return;
      }
      const victim = connect(fake.port, '127.0.0.1');
      victim.on('error', () => socket.destroy());
      victim.write(bytes);
      socket.pipe(victim).pipe(socket);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

test.skipIf(IS_MISSING)(
  `a page whose own name leads to this server changes nothing${WITHOUT_CHROMIUM}`,
  async () => {
    const rebound = await rebind();
    const { port } = rebound.address() as AddressInfo;
    page = ATTACK(`http://${REBOUND}:${port}`);
    const out = await visit(
      `http://${REBOUND}:${port}/page`,
      `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`,
    );
    rebound.close();
    expect(out).toMatch(/DONE$/);
    // The page may read the answers, as they have its origin: they are refusals.
    expect(out).toMatch(/^cors reset basic403$/m);
    expect(answers()).toContain('POST /_control/rules 403');
    expect(answers().filter((answer) => !answer.endsWith(' 403'))).toEqual([]);
    expect(out).not.toMatch(/read .*login/);
    expectUntouched();
  },
);
