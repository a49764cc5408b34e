import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { envelope, returned } from '../testing/envelopes.js';

const ACTIONS = ['start', 'stop'] as const;
const read = (name: string): string => readFileSync(`mock-server/action/${name}/action.yml`, 'utf8');
const [, WORKFLOW = ''] =
  /```yaml\n(.*?)```/s.exec(readFileSync('mock-server/action/README.md', 'utf8')) ?? [];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fake action-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Step {
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the shell step of an action as a runner does. */
async function act(name: (typeof ACTIONS)[number], given: Readonly<Record<string, string>>) {
  const { inputs, runs } = parse(read(name));
  const { run, env }: Step = runs.steps[0];
  const filled = Object.entries(env).map(([variable, value]) => {
    const [, input = ''] = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(value) ?? [];
    expect(Object.keys(inputs), value).toContain(input);
    return [variable, given[input] ?? inputs[input].default];
  });
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const script = join(folder, 'step.sh');
  writeFileSync(script, run);
  const ended = await new Promise<{ readonly code: number; readonly err: string }>((done) =>
    execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', script],
      {
        cwd: folder,
        env: {
          ...process.env,
          ...Object.fromEntries(filled),
          GITHUB_ACTION_PATH: resolve(`dist/mock-server/action/${name}`),
          GITHUB_OUTPUT: output,
          RUNNER_TEMP: folder,
        },
      },
      (error, _out, err) => done({ code: typeof error?.code === 'number' ? error.code : 0, err }),
    ),
  );
  const outputs = readFileSync(output, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(/=(.*)/s).slice(0, 2));
  return { ...ended, outputs: Object.fromEntries(outputs) };
}

test('the actions and the workflow of the README are valid, and the outputs come from the step', () => {
  for (const name of ACTIONS) expect(validateAction(read(name)).errors).toEqual([]);
  expect(validateWorkflow(WORKFLOW).errors).toEqual([]);
  const steps: readonly { readonly uses?: string; readonly with?: object }[] =
    parse(WORKFLOW).jobs.client.steps;
  for (const name of ACTIONS) {
    const step = steps.find(({ uses }) => uses?.endsWith(`/dist/mock-server/action/${name}`));
    expect(Object.keys(parse(read(name)).inputs)).toEqual(
      expect.arrayContaining(Object.keys(step?.with ?? {})),
    );
  }
});

test('start: ready with its outputs; stop: the journals of all namespaces are kept, and the process ends', async () => {
  writeFileSync(join(folder, 'my world.yaml'), 'accounts: [{login: me@x.test, password: p=1}]');
  const started = await act('start', {
    port: '0',
    fixture: join(folder, 'my world.yaml'),
    options: '--lenient\n--storage memory',
  });
  expect(started).toMatchObject({ code: 0, err: '' });
  const { outputs } = started;
  expect(Object.keys(outputs).sort()).toEqual(Object.keys(parse(read('start')).outputs).sort());
  expect(outputs).toMatchObject({ login: 'me@x.test', password: 'p=1' });
  for (const prefix of ['', '/~phone']) {
    const address = `${outputs.url}${prefix}/jax3/DesktopApp`;
    const body = envelope('getFreeSpace', 'me@x.test', 'p=1');
    const reply = await fetch(address, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
    expect(BigInt(returned(await reply.text()))).toBeGreaterThan(0n);
  }
  expect(await act('stop', { url: outputs.url, pid: outputs.pid, journal: 'kept' })).toMatchObject({
    code: 0,
  });
  expect(readdirSync(join(folder, 'kept')).sort()).toEqual(['journal.ndjson', 'journal.~phone.ndjson']);
  const kept = readFileSync(join(folder, 'kept/journal.~phone.ndjson'), 'utf8');
  expect(kept).toContain('getFreeSpace');
  expect(kept).not.toContain('p=1');
  expect(() => process.kill(Number(outputs.pid), 0)).toThrow();
});

test('start: a mistake fails the step, with what the fake reported', async () => {
  expect(await act('start', { fixture: 'none.yaml' })).toMatchObject({
    code: 1,
    err: expect.stringContaining('The fixture none.yaml could not be read'),
  });
});
