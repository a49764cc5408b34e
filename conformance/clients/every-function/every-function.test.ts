import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared, type Version } from '../../../mock-server/index.js';
import { OPERATIONS } from '../../../wsdl/contract.js';
import { madeClient } from '../testing/made-client.js';
import { javaProgram, type Toolkit, TOOLKITS as UPLOADERS } from '../toolkits.js';
import { everyFunction, type ListedCall, WITHOUT_LOGIN } from './calls.js';
import { LIST_FIXTURE, listWorld, ME } from './testing/list-world.js';

// Every operation by toolkits that check what comes back against the description: zeep refuses a reply with a required
// field missing or out of order, JAX-WS one in the wrong namespace, PHP one of the wrong type.

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const execute = promisify(execFile);
const environment = { ...process.env, LC_ALL: 'C.UTF-8', no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' };
const run = async (program: string, ...args: readonly string[]): Promise<string> =>
  (await execute(program, args, { env: environment })).stdout;

type Arguments = readonly [wsdl: string, list: string];

const JAXWS = toolkitNamed('JAX-WS RI');

function toolkitNamed(wanted: string): Toolkit {
  const toolkit = UPLOADERS.find(({ name }) => name === wanted);
  if (!toolkit) throw new Error(`There is no toolkit ${wanted} in toolkits.ts.`);
  return toolkit;
}

const TOOLKITS = [
  {
    name: 'zeep',
    packages: 'python3-zeep',
    probe: ['/usr/bin/python3', '-c', 'import zeep'],
    call: (_: Version, ...args: Arguments) => run('/usr/bin/python3', here('every_function.py'), ...args),
  },
  {
    name: 'PHP SoapClient',
    packages: 'php-cli php-soap',
    probe: ['php', '-r', 'exit(class_exists("SoapClient") ? 0 : 1);'],
    call: (_: Version, ...args: Arguments) => run('php', here('every_function.php'), ...args),
  },
  {
    name: 'JAX-WS RI',
    packages: JAXWS.packages,
    probe: JAXWS.probe,
    call: async (version: Version, ...args: Arguments) =>
      run(
        ...javaProgram(await madeClient({ prepare: JAXWS.prepareOnce?.(version) }), 'EveryFunction'),
        ...args,
      ),
  },
] as const;

const present = await Promise.all(
  TOOLKITS.map(async (toolkit) => {
    const [program, ...args] = toolkit.probe;
    const isThere = await execute(program, args).then(
      () => true,
      () => false,
    );
    return [
      isThere ? toolkit.name : `${toolkit.name} (skipped; to run it: apt install ${toolkit.packages})`,
      toolkit,
      isThere,
    ] as const;
  }),
);

/** What an operation answers with a fault here, and why that is right. */
const FAULTS: Readonly<Record<string, string>> = { run: 'Unknown command' };

let folder: string;
let fake: FourSharedFake;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'every-function-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function start(): Promise<readonly ListedCall[]> {
  fake = await startFourShared({ storage: 'memory', fixture: LIST_FIXTURE });
  return everyFunction(listWorld(fake));
}

/** The list as the scripts read it: name and arguments of a call a line, with tabs between. */
function written(calls: readonly ListedCall[], login: string): string {
  const lines = calls.map(([name, ...args]) => {
    const signUp = name.startsWith('signup') ? { login: `${name}.${login}`, password: 'new' } : ME;
    const credentials = WITHOUT_LOGIN.has(name) ? [] : [`s:${signUp.login}`, `s:${signUp.password}`];
    return [name, ...credentials, ...args].join('\t');
  });
  return `${lines.join('\n')}\n`;
}

test('the list has every operation', async () => {
  const listed = new Set((await start()).map(([name]) => name));
  await fake.close();
  expect([...listed].sort()).toEqual(Object.keys(OPERATIONS).sort());
});

describe.each(present)('%s', (_, toolkit, isThere) => {
  test.skipIf(!isThere).each<Version>(['jax3', 'jax2'])(
    'reads the answer of every operation of %s',
    async (version) => {
      const calls = (await start()).filter(
        ([name]) => version === 'jax3' || OPERATIONS[name].since === 'jax2',
      );
      const list = join(folder, `${version}.txt`);
      await writeFile(list, written(calls, 'new@example.com'));
      const answers = (await toolkit.call(version, fake.wsdlUrl(version), list).finally(() => fake.close()))
        .trim()
        .split('\n')
        .map((line) => line.split('\t'));
      expect(answers).toEqual(
        calls.map(([name]) =>
          FAULTS[name] === undefined ? [name, 'ok'] : [name, 'fault', expect.stringContaining(FAULTS[name])],
        ),
      );
    },
  );
});
