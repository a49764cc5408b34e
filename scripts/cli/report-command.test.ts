import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlMatrix, readReport } from '../../conformance/client-suite/report.js';
import { FORMATS } from '../../conformance/client-suite/report-formats.js';
import { jsonReport } from '../../conformance/reports/formats.js';
import { CONFORMING, sampleReport } from '../../conformance/reports/testing/sample-report.js';
import { sampleServerReport } from '../../conformance/reports/testing/sample-server-report.js';
import { FORMAT_NAMES } from './option-values.js';
import { reportCommand } from './report-command.js';

const RUN =
  "import('./dist/scripts/cli/report-command.js').then((m) => m.reportCommand().parseAsync(process.argv.slice(1), { from: 'user' }))";

let folder: string;
let good: string;
let bad: string;
let ofServer: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  good = join(folder, 'good.json');
  bad = join(folder, 'bad.json');
  ofServer = join(folder, 'server.json');
  writeFileSync(ofServer, jsonReport(sampleServerReport()));
  writeFileSync(good, jsonReport(CONFORMING));
  writeFileSync(bad, jsonReport(sampleReport()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['-e', RUN, '--', ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

test('the command knows every format', () => {
  expect([...FORMAT_NAMES]).toEqual(Object.keys(FORMATS));
});

test('convert writes the format to the standard output', async () => {
  const { code, out, err } = await run(['convert', 'markdown', bad]);
  const report = readReport(readFileSync(bad, 'utf8'), bad);
  expect({ code, out, err }).toEqual({ code: 0, out: FORMATS.markdown(report), err: '' });
});

// In this process, since to start one takes far longer.
test.each(FORMAT_NAMES)('convert %s -o', async (format) => {
  const output = join(folder, `out.${format}`);
  await reportCommand().parseAsync(['convert', format, bad, '-o', output], { from: 'user' });
  const report = readReport(readFileSync(bad, 'utf8'), bad);
  expect(readFileSync(output, 'utf8')).toBe(FORMATS[format](report));
});

test('convert reads the standard input and writes a file', async () => {
  const output = join(folder, 'out.xml');
  expect(await run(['convert', 'junit', '-', '-o', output], jsonReport(CONFORMING))).toEqual({
    code: 0,
    out: '',
    err: '',
  });
  expect(readFileSync(output, 'utf8')).toBe(FORMATS.junit(CONFORMING));
});

test('diff ends with 1 only when something got worse', async () => {
  const worse = await run(['diff', good, bad, '--format', 'json']);
  expect(worse.code).toBe(1);
  expect(JSON.parse(worse.out).worse).toBe(true);
  const better = await run(['diff', bad, good]);
  expect(better.code).toBe(0);
  expect(better.out).toMatch(/\nBetter: \d+ requirements newly kept\n$/);
});

test('matrix and schema', async () => {
  expect((await run(['matrix', good, bad])).out).toBe(htmlMatrix([CONFORMING, sampleReport()]));
  expect((await run(['schema'])).out).toBe(readFileSync('conformance/reports/report.schema.json', 'utf8'));
});

describe('mistakes get a sentence and exit code 2, which is no verdict', () => {
  test.each([
    [
      'a missing file',
      ['diff', 'none.json', '-'],
      'error: none.json cannot be read: there is no such file or folder\n',
    ],
    ['a folder', ['convert', 'tap', 'scripts'], 'error: scripts cannot be read: it is a folder\n'],
    [
      'the standard input twice',
      ['diff', '-', '-'],
      'error: the standard input (-) can be read only once: name files for the other reports\n',
    ],
    ['no report', ['matrix', 'package.json'], /^error: package\.json is no conformance report: /],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('a report of a client and one of a server', async () => {
    for (const command of ['diff', 'matrix']) {
      const { code, out, err } = await run([command, good, ofServer]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(
        /^error: A report of a client \(.*\) and one of a server \(.*\) cannot be compared: /,
      );
    }
  });

  test('a path that cannot be written', async () => {
    const { code, err } = await run(['convert', 'tap', good, '-o', join(good, 'x.tap')]);
    expect(code).toBe(2);
    expect(err).toMatch(/x\.tap cannot be written: .+\n$/);
  });

  test('an unknown format', async () => {
    const { code, err } = await run(['convert', 'pdf', good]);
    expect(code).toBe(2);
    expect(err).toContain("'pdf' is invalid for argument 'format'. Allowed choices are text, json,");
  });
});
