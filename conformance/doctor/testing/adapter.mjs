// A minimal adapter with its client. It makes the one mistake that its first argument names.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const mistake = process.argv[2] ?? 'none';
const has = (name) => mistake === name;
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const xml = (text) => String(text).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

async function ask({ soap, login, password }, signal, operation, ...args) {
  const all = operation === 'getUploadFormUrl' ? args : [login, password, ...args];
  const parts = all.map((value, index) => `<arg${index}>${xml(value)}</arg${index}>`).join('');
  const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:${operation} xmlns:a="http://api.soap.shared.pmstation.com/">${parts}</a:${operation}></e:Body></e:Envelope>`;
  const reply = await fetch(soap, { method: 'POST', headers: { 'content-type': 'text/xml' }, body, signal });
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(/<faultstring>(.*)<\/faultstring>/s.exec(text)?.[1] ?? text);
  return plain(/<return>(.*)<\/return>/s.exec(text)?.[1] ?? '');
}

async function upload(target, { file, name, dirId }, signal) {
  if (has('prints')) console.log(`Uploading ${name} ...`);
  if (has('does nothing')) return '17';
  const soap = (...call) => ask(target, signal, ...call);
  const bytes = readFileSync(file);
  const key = await soap('createUploadSessionKey', dirId);
  const form = await soap('getUploadFormUrl', await soap('getNewFileDataCenter'), key);
  const id = await soap(
    'uploadStartFile',
    dirId,
    has('names it after the path') ? 'content' : name,
    bytes.length,
  );
  const fields = new FormData();
  fields.set('resumableFileId', id);
  fields.set('resumableFirstByte', '0');
  fields.set('FilePart', new Blob([bytes]), 'FilePart');
  await (await fetch(form, { method: 'POST', body: fields, signal })).text();
  const problem = await soap('uploadFinishFile', id, createHash('md5').update(bytes).digest('hex'));
  if (problem) throw new Error(problem);
  return has('counts in doubles') ? String(Number(id) + 2) : id;
}

const sessions = new Map();
const running = new Map();

async function call({ id, session, operation, arguments: args, deadlineMs }) {
  if (operation !== 'upload')
    return say(
      has('knows no unsupported')
        ? { type: 'error', id, kind: 'bug', message: 'what?' }
        : { type: 'unsupported', id },
    );
  const controller = new AbortController();
  running.set(id, controller);
  const timer = has('waits for ever')
    ? undefined
    : setTimeout(() => controller.abort(new Error('too late')), deadlineMs);
  try {
    say({ type: 'ok', id, result: { fileId: await upload(sessions.get(session), args, controller.signal) } });
  } catch ({ message }) {
    if (has('swallows failures')) say({ type: 'ok', id });
    else say({ type: 'error', id: has('forgets the id') ? '1' : id, kind: 'failed', message });
  } finally {
    clearTimeout(timer);
  }
}

const ON = {
  hello: () =>
    say({
      type: 'hello',
      protocol: 1,
      name: 'adapter',
      version: '1.0',
      operations: ['upload'],
      concurrency: has('is modest') ? 1 : 3,
    }),
  open: (message) => {
    sessions.set(message.session, message);
    if (has('answers open')) say({ type: 'ok', id: message.session });
  },
  call,
  cancel: ({ id }) => {
    if (!has('waits for ever')) running.get(id)?.abort(new Error('cancelled'));
  },
  close: () => {
    if (has('ends with a session')) process.exit(0);
  },
};

if (has('does not start')) throw new Error('no such luck');
if (has('goes on without input') || has('is deaf to signals')) setInterval(() => {}, 1000);
if (has('is deaf to signals')) process.on('SIGTERM', () => {});
const lines = createInterface({ input: process.stdin });
if (has('does one after the other'))
  for await (const line of lines) await ON[JSON.parse(line).type](JSON.parse(line));
else lines.on('line', (line) => ON[JSON.parse(line).type](JSON.parse(line)));
if (!has('goes on without input')) lines.on('close', () => process.exit(0));
