import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Act } from '../../../mock-server/edge-cases/act.js';
import type { Rule } from '../../../mock-server/edge-cases/rule.js';
import { validRule } from '../../../mock-server/edge-cases/testing/rules.js';
import { writeRule } from '../../../mock-server/edge-cases/write-rule.js';
import { envelope, rawEnvelope, returned } from '../../../mock-server/testing/envelopes.js';
import { OPERATIONS } from '../../../wsdl/contract.js';
import { begin, CLI, post, stop } from '../../testing/command.js';

let folder: string;
let server: Awaited<ReturnType<typeof begin>>;
let url: string;
/** The path of a file that can be downloaded. */
let file: string;

const LOGIN = 'user@example.com';
const PASSWORD = 'secret';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'any-rule-'));
  server = await begin(process.execPath, [CLI, 'serve', '--port', '0', '--json', '--log', 'off'], folder);
  ({ url } = JSON.parse(server.output()));
  const key = returned(
    await post(`${url}/jax3/DesktopApp`, envelope('createUploadSessionKey', LOGIN, PASSWORD, -1)),
  );
  const form = new FormData();
  form.set('FilePart', new Blob(['some bytes of a file']), 'a.txt');
  const reply = await fetch(`${url}/main/upload.jsp?sId=${key}&isAjax=true`, { method: 'POST', body: form });
  file = new URL(JSON.parse(await reply.text()).fileUploadUrl).pathname;
});
afterAll(async () => {
  await stop(server.child, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const control = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${url}/_control${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });

/** Sends one request, and waits until the server closes the connection: the rule has acted by then. */
function exchange(head: readonly string[], body: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
    });
    // Some rules reset the connection.
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
    socket.write([...head, `Content-Length: ${Buffer.byteLength(body)}`, '', ''].join('\r\n'));
    socket.write(body);
  });
}

/** Values that a header may have, and values that it must not have. */
const headerText = fc.oneof(
  fc.constantFrom('text/xml', 'text/xml; charset=utf-16', 'text/html\r\nX-Evil: 1', '\0', 'ümlaut', '€', '5'),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 20 }),
);
const headerName = fc.oneof(
  fc.constantFrom(
    ...['Content-Length', 'Transfer-Encoding', 'Connection', 'Trailer', 'Upgrade', 'Retry-After', 'X-A'],
    ...['content-length', 'Content-Type', 'Date', 'Content-Encoding', 'Set-Cookie', '__proto__', 'Expect'],
  ),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const answerOfRule = fc
  .record(
    {
      act: fc.constant('status'),
      status: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(200, 204, 205, 304, 404, 599) },
        fc.constantFrom(100, 101, 199, 600, 2 ** 31),
      ),
      body: fc.string({ unit: 'binary' }),
      contentType: headerText,
      headers: fc.dictionary(headerName, headerText, { maxKeys: 2 }),
    },
    { requiredKeys: ['act', 'status'] },
  )
  .map((act): object => act);

/** The same act with short waits. */
function hurried(act: Act): Act {
  if (act.act === 'delay') return { ...act, ms: act.ms % 2 };
  if (act.act === 'stall') return { ...act, ms: 1 };
  if (act.act === 'throttle') return { ...act, bytesPerSecond: 10 ** 9 };
  return act.act === 'hold' ? { act: 'delay', ms: 0 } : act;
}

/** Triggers that the requests below can reach. */
function reachable({ on }: Rule): object {
  return on.kind === 'call'
    ? { kind: on.kind, ...(on.operation && { operation: on.operation }) }
    : { kind: on.kind };
}

const rules = fc
  .tuple(validRule, fc.option(answerOfRule, { nil: undefined, freq: 1 }))
  .map(([rule, answer]) => {
    const {
      do: acts,
      on: _,
      id,
      ...rest
    } = writeRule({ ...rule, do: rule.do.map(hurried) }) as Record<string, unknown>;
    const others = (acts as { readonly act: string }[]).filter(
      ({ act }) => answer === undefined || act === 'dialect',
    );
    return { ...rest, on: reachable(rule), do: answer ? [answer, ...others] : others };
  });

const request = fc.record({
  version: fc.constantFrom('1.0', '1.1'),
  method: fc.constantFrom('GET', 'HEAD'),
  accept: fc.constantFrom('', 'gzip'),
});

async function send(
  on: { readonly kind?: string; readonly operation?: string | readonly string[] },
  { version, method, accept }: { version: string; method: string; accept: string },
): Promise<string> {
  const head = [
    'Host: localhost',
    ...(version === '1.1' ? ['Connection: close'] : []),
    ...(accept === '' ? [] : [`Accept-Encoding: ${accept}`]),
  ];
  if (on.kind === 'download') return exchange([`${method} ${file} HTTP/${version}`, ...head], '');
  if (on.kind === 'part') {
    const type = 'Content-Type: multipart/form-data; boundary=B';
    const body = '--B\r\nContent-Disposition: form-data; name="FilePart"; filename="a"\r\n\r\nb\r\n--B--\r\n';
    return exchange([`POST /main/upload.jsp?sId=x HTTP/${version}`, type, ...head], body);
  }
  const [name = 'getFreeSpace'] = [on.operation ?? []].flat();
  const { args } = OPERATIONS[name as keyof typeof OPERATIONS];
  const parts = args.map(({ name: argument, part, type }) =>
    argument === 'login' || argument === 'password'
      ? `<${part}>${argument === 'login' ? LOGIN : PASSWORD}</${part}>`
      : `<${part}>${type === 'boolean' ? 'true' : type === 'string' ? 'a' : '1'}</${part}>`,
  );
  return exchange(
    [`POST /jax3/DesktopApp HTTP/${version}`, 'Content-Type: text/xml', ...head],
    rawEnvelope(name, parts.join('')),
  );
}

test('any rule is either refused with a reason, or carried out, and the server keeps serving', async () => {
  let armed = 0;
  await fc.assert(
    fc.asyncProperty(rules, request, async (rule, how) => {
      const answer = await control('POST', '/rules', rule);
      expect(answer.status, await answer.clone().text()).toBeOneOf([201, 422]);
      if (answer.status === 422) return;
      armed += 1;
      const received = await send(rule.on, how);
      if (/^HTTP\/1\.1 (?:204|304) /.test(received)) {
        expect(received).not.toMatch(/^(?:content-length|transfer-encoding):/im);
        expect(received).toMatch(/\r\n\r\n$/);
      }
      expect((await control('DELETE', '/rules')).status).toBe(204);
      expect(server.child.exitCode).toBeNull();
    }),
    { numRuns: 400 },
  );
  expect(armed).toBeGreaterThan(100);
  const free = await post(`${url}/~new/jax3/DesktopApp`, envelope('getFreeSpace', LOGIN, PASSWORD));
  expect(BigInt(returned(free))).toBeGreaterThan(0n);
});
