import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CLAIMS } from '../../scripts/testing/claims.js';

const ACTION = readFileSync('conformance/action/action.yml', 'utf8');
const [, WORKFLOW = ''] =
  /```yaml\n(name: conformance\n.*?)```/s.exec(readFileSync('conformance/README.md', 'utf8')) ?? [];

interface Step {
  readonly uses?: string;
  readonly with?: { readonly path?: string };
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'action-test-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const { inputs, outputs, runs } = parse(ACTION);
const STEPS: readonly Step[] = runs.steps;

/** Puts inputs in the place of expressions; there must be no other ones in what a step is given. */
const filledIn = (value: string, given: Readonly<Record<string, string>>): string =>
  value.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const [, name = ''] = /^inputs\.(\w+)$/.exec(expression) ?? [];
    expect(Object.keys(inputs), expression).toContain(name);
    return given[name] ?? inputs[name].default;
  });

/**
 * Runs the steps that are scripts as a runner does: in the workspace, each by a shell that ends at the first failure.
 * @param action folder of the action. Default: as the workflow of the README has it
 */
async function act(given: Readonly<Record<string, string>>, action?: string) {
  const workspace = mkdtempSync(join(root, 'work space-'));
  writeFileSync(join(workspace, 'claims.mjs'), CLAIMS);
  mkdirSync(join(workspace, 'node_modules'));
  symlinkSync(resolve('.'), join(workspace, 'node_modules/4shared-testkit'));
  const [summary = '', output = ''] = ['summary', 'output'].map((name) => join(workspace, `.runner-${name}`));
  for (const file of [summary, output]) writeFileSync(file, '');
  const scripts = STEPS.filter(({ run }) => run !== undefined);
  expect(scripts.map(({ shell }) => shell)).toEqual(['bash']);
  const [{ env = {}, run = '' } = {}] = scripts;
  const script = join(workspace, '.runner-step.sh');
  writeFileSync(script, filledIn(run, given));
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: workspace,
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filledIn(value, given)])),
      GITHUB_ACTION_PATH: action ?? join(workspace, used()),
      GITHUB_WORKSPACE: workspace,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
    },
  });
  const written = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'close');
  const [out, err] = await written;
  const read = (file: string): string => readFileSync(file, 'utf8');
  return { workspace, code, out, err, summary: read(summary), output: read(output) };
}

/** The path at which the README uses the action. */
function used(): string {
  const steps: readonly Step[] = parse(WORKFLOW).jobs.conformance.steps;
  return steps.find(({ uses }) => uses?.startsWith('./'))?.uses ?? '';
}

test('the action and the workflow of the README are valid', () => {
  expect(validateAction(ACTION).errors).toEqual([]);
  expect(validateAction(ACTION.replace('shell: bash', 'shel: bash')).errors).not.toEqual([]);
  expect(validateWorkflow(WORKFLOW).errors).toEqual([]);
  expect(used()).toBe('./node_modules/4shared-testkit/dist/conformance/action');
});

test('the workflow of the README gives only inputs that there are; outputs come from a step that there is', () => {
  const steps: readonly Step[] = parse(WORKFLOW).jobs.conformance.steps;
  const given = steps.find(({ uses }) => uses === used())?.with ?? {};
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
  expect(outputs.verdict.value).toMatch(/^\$\{\{ steps\.run\.outputs\.verdict \}\}$/);
  expect(runs.steps.map(({ id }: { id?: string }) => id)).toContain('run');
  const kept = STEPS.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))?.with ?? {};
  expect(filledIn(kept.path ?? '', { reports: 'r' })).toBe('r');
});

test.concurrent('a client that conforms: reports, summary and verdict', async () => {
  const client = `${process.execPath} ${resolve('dist/bundle/client-stdio.js')}`;
  const { workspace, code, out, summary, output } = await act({
    client,
    options: '--only UP-06,UP-32 --quick\n--runs 2\n',
    reports: 'my reports',
  });
  expect([code, output]).toEqual([0, 'verdict=conforming\n']);
  expect(out).toMatch(/\nconforming\n/);
  expect(summary).toContain('typescript');
  for (const name of ['report.json', 'junit.xml', 'report.html', 'summary.md'])
    expect(existsSync(join(workspace, 'my reports', name)), name).toBe(true);
  // The second line of the options was read, too.
  const report = JSON.parse(readFileSync(join(workspace, 'my reports/report.json'), 'utf8'));
  expect(report.requirements.find(({ id }: { id: string }) => id === 'UP-32').runs).toBe(2);
});

test.concurrent('a client that does not fails the step, after the summary was written', async () => {
  const client = `${process.execPath} claims.mjs * $HOME\n  --last`;
  const { code, summary, output, workspace } = await act({ client, options: '--only UP-32' });
  expect([code, output]).toEqual([1, 'verdict=not-conforming\n']);
  expect(summary).toContain('UP-32');
  const report = JSON.parse(readFileSync(join(workspace, 'conformance-reports/report.json'), 'utf8'));
  // Nothing in the command is the shell's.
  expect(report.subject.name).toBe('claims * $HOME --last');
});

test.concurrent('a command that uploads one file', async () => {
  const knock =
    "require('node:http').request(process.argv[1], { method: 'POST' }, () => process.exit(3)).end('x')";
  const exec = `${process.execPath} -e "${knock}" {wsdl} {file}`;
  const { code, output } = await act({ exec, options: '--only UP-06 --runs 1 --quick' });
  expect([code, output]).toEqual([1, 'verdict=not-conforming\n']);
});

test.concurrent('a mistake: no verdict, no summary, and the problem is reported', async () => {
  const { code, err, summary, output } = await act({ client: 'a', options: '--runz 3' });
  expect([code, summary, output]).toEqual([2, '', 'verdict=undecided\n']);
  expect(err).toContain("error: unknown option '--runz'");
});

// The test of the command has its reply to these.
test.concurrent.each([
  ['no client', {}, []],
  ['two clients', { client: 'a b', exec: 'c {file}' }, ['--exec', 'c {file}', '--', 'a', 'b']],
])('%s: the command decides', async (_what, given, args) => {
  const action = join(mkdtempSync(join(root, 'package ')), 'conformance/action');
  const cli = join(action, '../../bundle/cli.js');
  mkdirSync(dirname(cli), { recursive: true });
  mkdirSync(action, { recursive: true });
  writeFileSync(cli, 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 2;');
  const { code, out, summary, output } = await act(given, action);
  expect([code, summary, output]).toEqual([2, '', 'verdict=undecided\n']);
  const reports = ['json=R/report.json', 'junit=R/junit.xml', 'html=R/report.html', 'markdown=R/summary.md'];
  expect(JSON.parse(out)).toEqual([
    'conformance',
    ...reports.flatMap((each) => ['--report', each.replace('R', 'conformance-reports')]),
    ...args,
  ]);
});
