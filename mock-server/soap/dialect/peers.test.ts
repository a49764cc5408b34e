import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../../index.js';
import type { Dialect } from './dialect.js';
import { dialectOf, respell } from './index.js';
import { withoutAdditions } from './testing/additions.js';
import { ANSWERS, addressOf, FAULT, serveDialects } from './testing/dialect-server.js';
import { bytesOf, type Infoset, infosetOf } from './testing/infoset.js';
import { anyReply } from './testing/responses.js';
import { EVERY_OPTION, TRANSPORT_OPTIONS } from './testing/single-options.js';

// Not the first python on the path: Debian's packages are only seen by Debian's.
const PYTHON = '/usr/bin/python3';
const script = (name: string): string => fileURLToPath(new URL(`testing/peers/${name}`, import.meta.url));
const isPresent = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
const titled = (name: string, present: boolean, packages: string): string =>
  present ? name : `${name} (skipped; to run it: apt install ${packages})`;

/** The prefix of a faultcode is the document's own. */
function withLocalCode(element: Infoset): Infoset {
  const { name, content } = element;
  if (typeof content !== 'string') return { ...element, content: content.map(withLocalCode) };
  return name === '{}faultcode' ? { ...element, content: content.replace(/^.*[:}]/, '') } : element;
}

async function expatTrees(documents: readonly Uint8Array[]): Promise<Infoset[]> {
  const python = spawn(PYTHON, [script('expat.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = documents.map((bytes) => `${JSON.stringify(Buffer.from(bytes).toString('base64'))}\n`);
  python.stdin.end(lines.join(''));
  const [output] = await Promise.all([text(python.stdout), once(python, 'close')]);
  return output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

/** Dialects with many options at once, for each toolkit; more can be asked for. */
const SEEDS = Number(process.env['DIALECT_SEEDS'] ?? 100);

const hasPython = isPresent(PYTHON, '-c', 'import xml.etree.ElementTree');

test.skipIf(!hasPython)(titled('expat reads the same answer', hasPython, 'python3'), async () => {
  const options = fc.constantFrom(...EVERY_OPTION);
  const seeds = fc.nat({ max: 2 ** 31 - 1 });
  const dialects = fc.oneof(
    seeds.map(dialectOf),
    fc.tuple(options, seeds).map(([option, seed]): Dialect => ({ ...option, seed })),
  );
  const batch = fc.array(fc.tuple(anyReply, dialects), { minLength: 2 * SEEDS, maxLength: 2 * SEEDS });
  const reads = fc.asyncProperty(batch, async (samples) => {
    const responses = samples.map(([{ response, facts }, dialect]) => respell(response, dialect, facts));
    const trees = await expatTrees(responses.map(bytesOf));
    expect(trees).toHaveLength(samples.length);
    for (const [index, [{ response }, dialect]] of samples.entries()) {
      const tree = trees[index];
      if (tree === undefined) throw new Error('no tree');
      expect(withoutAdditions(withLocalCode(tree), dialect), JSON.stringify(dialect)).toEqual(
        withLocalCode(infosetOf(response)),
      );
    }
  });
  await fc.assert(reads, { numRuns: 2, endOnFailure: true });
});

/** A toolkit that makes the calls, and the legal options that it cannot read, alone or together. */
interface Caller {
  readonly name: string;
  readonly packages: string;
  readonly probe: readonly [program: string, ...args: string[]];
  readonly command: readonly [program: string, script: string];
  readonly unreadable: readonly Dialect[];
}

const CALLERS: readonly Caller[] = [
  {
    name: 'Python zeep',
    packages: 'python3-zeep',
    probe: [PYTHON, '-c', 'import zeep'],
    command: [PYTHON, 'zeep_calls.py'],
    unreadable: [
      // Takes them for elements.
      { instructions: true },
      // Looks faultcode and faultstring up in the default namespace of the Fault, finds none, and tells no reason.
      { prefixes: 'default' },
      // Only with `strict=False`.
      { unknown: true },
      // Of UTF-16 its libxml2 (2.9) looks at 45 characters first, and fails when they divide the `?>` of the declaration.
      { whitespace: true, encoding: 'utf-16' },
      { whitespace: true, encoding: 'utf-16le' },
      { whitespace: true, encoding: 'utf-16be' },
    ],
  },
  {
    name: 'PHP SoapClient',
    packages: 'php-cli php-soap',
    probe: ['php', '-r', 'exit(class_exists("SoapClient") ? 0 : 1);'],
    command: ['php', 'php_calls.php'],
    unreadable: [
      // "Violation of encoding rules" for everything that is not a text; of a faultcode it reads what is before a section.
      { cdata: true },
      // With status 500 it takes only `Content-Type: text/xml` without blanks behind it, or a body that starts with these letters: `<?xml`.
      { encoding: 'utf-16' },
      { encoding: 'utf-16le' },
      { encoding: 'utf-16be' },
    ],
  },
];

/** The dialect without what the toolkit cannot read. */
function readableBy({ unreadable }: Caller, dialect: Dialect): Dialect {
  const present = (options: Dialect): string[] => Object.entries(options).map((option) => option.join(' '));
  const chosen = new Set(present(dialect));
  const dropped = unreadable.filter((options) => present(options).every((option) => chosen.has(option)));
  const isKept = ([option]: [string, unknown]): boolean =>
    !dropped.some((options) => Object.hasOwn(options, option));
  return Object.fromEntries(Object.entries(dialect).filter(isKept));
}

type Outcome = Readonly<Record<string, unknown>>;

/** zeep has null for an empty text, or leaves it out, and then again not. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value ?? '';
  const fields = Object.entries(value).filter(([, field]) => field !== '' && field !== null);
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      name === 'code' ? String(field).replace(/^.+:/, '') : normal(field),
    ]),
  );
}

const SINGLE = [...EVERY_OPTION, ...TRANSPORT_OPTIONS].flatMap((option) =>
  Array.from({ length: Math.ceil(SEEDS / 100) }, (_, seed): Dialect => ({ ...option, seed: seed + 1 })),
);
const SEEDED = Array.from({ length: SEEDS }, (_, seed) => dialectOf(seed));

describe('toolkits take from every dialect what they take from the service', () => {
  let fake: FourSharedFake;

  beforeAll(async () => {
    fake = await startFourShared({ port: 0 });
  });

  afterAll(() => fake?.close());

  async function outcomes(
    { command: [program, name] }: Caller,
    server: Server,
    count: number,
  ): Promise<Outcome[]> {
    const args = [script(name), fake.wsdlUrl('jax3'), addressOf(server), String(count)];
    // A proxy would stand between the client and this machine.
    const env = { ...process.env, LC_ALL: 'C.UTF-8', no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' };
    const { stdout } = await promisify(execFile)(program, args, { env, maxBuffer: 64 * 1024 * 1024 });
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => normal(JSON.parse(line)) as Outcome);
  }

  for (const caller of CALLERS) {
    const present = isPresent(...caller.probe);
    test.skipIf(!present)(titled(caller.name, present, caller.packages), () => expectAlike(caller));
  }

  async function expectAlike(caller: Caller): Promise<void> {
    const dialects = [{}, ...[...SINGLE, ...SEEDED].map((dialect) => readableBy(caller, dialect))];
    const server = await serveDialects(dialects);
    try {
      const [usual, ...others] = await outcomes(caller, server, dialects.length);
      expect(usual).toMatchObject({
        getFreeSpace: { result: String(ANSWERS.getFreeSpace) },
        getRoot: { fault: FAULT.message, code: 'Server' },
      });
      expect(JSON.stringify(usual)).toContain(JSON.stringify(ANSWERS.getItems[0].name));
      expect(others).toHaveLength(dialects.length - 1);
      for (const [index, outcome] of others.entries()) {
        expect(outcome, JSON.stringify(dialects[index + 1])).toEqual(usual);
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }
});
