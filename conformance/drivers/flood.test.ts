import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runConformance } from '../client-suite/run-conformance.js';
import { AdapterError } from './client-under-test.js';
import { execClient } from './exec-client.js';
import { stdioClient } from './stdio-client.js';

// A program that prints without end keeps no other waiting, and is itself to blame.

const TARGET = { wsdl: '', soap: '', login: '', password: '' };
const FILE = fileURLToPath(import.meta.url);
const PATIENT = 100_000;

const HELLO = `console.log('{"type":"hello","protocol":1,"name":"flood","operations":["upload"]}');`;
/** Writes without end, as fast as it is read. */
const flood = (stream: 'stdout' | 'stderr', text: string): string =>
  `const piece = ${text}.repeat(10_000); const go = () => { while (process.${stream}.write(piece)); process.${stream}.once('drain', go); }; go();`;

const FLOODS = [
  ['empty lines', flood('stdout', `'\\n'`), /printed more than 1000 empty lines in a row/],
  ['lines of blanks', flood('stdout', `' \\t\\r\\n'`), /printed more than 1000 empty lines in a row/],
  ['a line without end', flood('stdout', `'x'`), /is longer than 1048576 bytes/],
  [
    'error output',
    flood('stderr', `'note\\n'`),
    /wrote more than 67108864 bytes to its error output, and no message meanwhile/,
  ],
] as const;

const adapter = (script: string) => stdioClient([process.execPath, '-e', script]);

test.concurrent.each(FLOODS)('%s in place of hello', async (_, script, message) => {
  await expect(adapter(script).start()).rejects.toThrow(message);
});

test.concurrent.each(FLOODS)('%s while a call is under way', async (_, script, message) => {
  const client = adapter(
    `${HELLO} process.stdin.on('data', (line) => { if (/"call"/.test(line)) { ${script} } });`,
  );
  await client.start();
  const session = await client.open(TARGET);
  await expect(session.call('upload', { file: FILE, name: 'f', dirId: '-1' }, PATIENT)).rejects.toThrow(
    message,
  );
  await client.stop();
});

test.concurrent.each(FLOODS)(
  '%s from hello on: neither kit nor fake is blamed',
  async (_, script, message) => {
    const report = await runConformance(adapter(`${HELLO} ${script}`), { only: undefined, runs: 1, jobs: 1 });
    expect(report.verdict).toBe('undecided');
    expect(new Set(report.troubles.map(({ blame }) => blame))).toEqual(new Set(['adapter']));
    expect(report.troubles[0]?.message).toMatch(message);
  },
);

test.concurrent('a few empty lines, and much error output between messages, are no failure', async () => {
  const chatty = `
    ${HELLO}
    const answer = (id) => console.log(JSON.stringify({ type: 'ok', id, result: {} }) + '\\n'.repeat(500));
    require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { type, id } = JSON.parse(line);
      if (type === 'call') process.stderr.write('note\\n'.repeat(4_000_000), () => answer(id));
    });`;
  const client = adapter(chatty);
  await client.start();
  const session = await client.open(TARGET);
  for (let call = 0; call < 5; call++)
    expect(await session.call('upload', { file: FILE, name: 'f', dirId: '-1' }, PATIENT)).toMatchObject({
      kind: 'ok',
    });
  expect(client.notes().length).toBeLessThan(70_000);
  await client.stop();
});

test.concurrent.each(['stdout', 'stderr'] as const)(
  'a command that prints without end on %s is ended',
  async (stream) => {
    const client = execClient(`'${process.execPath}' -e "${flood(stream, `'note\\n'`)}" {file}`);
    const session = await client.open(TARGET);
    const said = session.call('upload', { file: FILE, name: 'f', dirId: '-1' }, PATIENT);
    await expect(said).rejects.toThrow(AdapterError);
    await expect(said).rejects.toThrow(
      /wrote more than 67108864 bytes to its output, and was ended\.\nIts output ends with: note/,
    );
  },
);
