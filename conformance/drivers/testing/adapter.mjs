// A small adapter that does what the test chooses: the name of an uploaded file is looked up in CALLS, and so is its
// first argument in BEGINNINGS.
import { closeSync } from 'node:fs';
import { createInterface } from 'node:readline';

const print = (text) => process.stdout.write(text);
const send = (message) => print(`${JSON.stringify(message)}\n`);
const hello = (more = {}) =>
  send({
    type: 'hello',
    protocol: 1,
    name: 'adapter',
    operations: ['upload', 'list'],
    concurrency: 4,
    ...more,
  });
const error = (id, message) => send({ type: 'error', id, kind: 'told', message });
const held = [];

const CALLS = {
  ok: ({ id }) => send({ type: 'ok', id, result: { fileId: '9007199254740993' } }),
  bare: ({ id }) => send({ type: 'ok', id }),
  error: ({ id }) => send({ type: 'error', id, kind: 'quota', message: 'Full ü', handle: 'h 1' }),
  unsupported: ({ id }) => send({ type: 'unsupported', id }),
  'empty lines': ({ id }) => print(`\n  \r\n{"type":"ok","id":"${id}"}\r\n\n`),
  'two pieces': ({ id }) => {
    print('{"type":"ok",');
    setTimeout(() => print(`"id":"${id}"}\n`), 20);
  },
  hold: (call) => held.push(call),
  release: (call) => {
    for (const each of [...held.splice(0), call].reverse()) error(each.id, each.arguments.dirId);
  },
  notes: ({ id }) => {
    process.stderr.write('a word\n');
    error(id, 'noted');
  },
  exit: () => process.exit(3),
  'exit well': () => process.exit(0),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  hang: () => {},
  'hang hard': () => {
    process.on('SIGTERM', () => {});
    for (;;);
  },
  'half a line': () => {
    print('{"type":"ok","i');
    setTimeout(() => process.exit(1), 20);
  },
  garbage: () => print('Uploading a.txt ...\n'),
  number: () => print('5\n'),
  'latin-1': () => process.stdout.write(Buffer.from('{"type":"ok","id":"\xfc"}\n', 'latin1')),
  endless: () => print('x'.repeat(3_000_000)),
  'wrong type': ({ id }) => send({ type: 'ok', id, result: { fileId: 17 } }),
  'unknown id': () => send({ type: 'ok', id: 'c99' }),
  twice: ({ id }) => {
    send({ type: 'ok', id });
    send({ type: 'ok', id });
  },
  'hello again': () => hello(),
  'closes its output': () => closeSync(1),
  process: ({ id }) => error(id, String(process.pid)),
  environment: ({ id }) => error(id, `${process.env.KIND} ${process.env.no_proxy}`),
  // Bytes in base64, and then a proper answer.
  bytes: ({ id, arguments: { file } }) => {
    process.stdout.write(Buffer.from(file, 'base64'));
    send({ type: 'ok', id });
  },
  'says after': ({ id }) => {
    error(id, 'and then');
    setTimeout(() => print('one more thing\n'), 20);
  },
};

let hanging;
const ON = {
  hello: () => hello(),
  call: (call) => {
    if (call.arguments.name === 'until cancelled') hanging = call;
    else CALLS[call.arguments.name](call);
  },
  cancel: ({ id }) => {
    if (hanging?.id === id) error(id, 'cancelled');
  },
};

const BEGINNINGS = {
  well: () => {},
  'no hello': () => {
    ON.hello = () => {};
  },
  dies: () => {
    process.stderr.write('SyntaxError: no such luck\n');
    process.exit(1);
  },
  speaks: () => print('Welcome!\n'),
  'answers first': () => send({ type: 'ok', id: 'c1' }),
  future: () => {
    ON.hello = () => hello({ protocol: 2 });
  },
  'list only': () => {
    ON.hello = () => hello({ operations: ['list'] });
  },
  'root only': () => {
    ON.hello = () => hello({ rootOnly: true, version: '1.2', concurrency: undefined });
  },
  stubborn: () => {
    process.on('SIGTERM', () => {});
    setInterval(() => {}, 1000);
  },
};

BEGINNINGS[process.argv[2] ?? 'well']();
createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  ON[message.type]?.(message);
});
