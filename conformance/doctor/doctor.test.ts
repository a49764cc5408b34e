import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { envelope, returned } from '../../mock-server/testing/envelopes.js';
import { post } from '../../scripts/testing/command.js';
import { type ExaminationOptions, examineExec, examineStdio } from './diagnose.js';
import type { Finding } from './finding.js';
import { Practice } from './practice.js';

const PATIENT = fileURLToPath(new URL('testing/patient.mjs', import.meta.url));
const LONG = 100_000;

function examination(illness: string, options: ExaminationOptions = {}): AsyncIterable<Finding> {
  const command = [process.execPath, PATIENT, illness];
  const patience = { helloMs: LONG, callMs: LONG, patienceMs: LONG, graceMs: LONG };
  return examineStdio(command, { ...patience, ...options });
}

const examine = (illness: string): Promise<readonly Finding[]> => all(examination(illness));

/** What is found in one step, after which the examination ends: each further step starts the patient anew. */
async function examineUpTo(
  step: string | undefined,
  illness: string,
  options?: ExaminationOptions,
): Promise<Finding | undefined> {
  for await (const finding of examination(illness, options)) if (finding.step === step) return finding;
  return undefined;
}

async function all(findings: AsyncIterable<Finding>): Promise<readonly Finding[]> {
  const list: Finding[] = [];
  for await (const finding of findings) list.push(finding);
  return list;
}

const complaints = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ step, health, message }) => (health === 'ill' ? [`${step}: ${message}`] : []));

const STEPS = [
  'starts and says hello',
  'takes open and close without an answer',
  'answers unsupported to an operation that there is not',
  'uploads a file of one byte',
  'reports an upload that fails, here for a wrong password',
  'replies to a call that is cancelled at its deadline',
  'takes as many calls at a time as it says',
  'ends when its input ends',
  'ends on SIGTERM',
];

test('a healthy adapter is well in every step', async () => {
  const findings = await examine('none');
  expect(findings.map(({ step, health }) => [step, health])).toEqual(STEPS.map((step) => [step, 'well']));
  expect(findings.map(({ message }) => message)).toEqual([
    'patient 1.0: upload; calls at a time: 3',
    ...['', '', ''],
    'failed: Invalid login or password',
    expect.stringMatching(/^failed: (too late|cancelled)$/),
    ...['', '', ''],
  ]);
});

test('one that does one call at a time is not asked for more', async () => {
  const finding = await examineUpTo(STEPS[6], 'is modest');
  expect(finding).toMatchObject({ health: 'skipped', message: 'It takes one call at a time.' });
});

describe.concurrent('an illness that shows at once is explained, and found in no other step', () => {
  test.each([
    [
      'prints',
      [3, 4, 5, 6].map(
        (step) =>
          `${STEPS[step]}: Line 2 of the client's output is no JSON (Unexpected token 'U', "Uploading "... is not valid JSON).\n` +
          'It is: Uploading one byte ü & <x>.txt ...\n' +
          'Standard output is for messages alone: write everything else to standard error. A message is one line such as {"type":"ok","id":"c1","result":{}}',
      ),
    ],
    ['answers open', [1, 2, 3, 4, 5, 6].map((step) => expect.stringContaining(`${STEPS[step]}: Line `))],
    [
      'knows no unsupported',
      [
        `${STEPS[2]}: A call of noSuchOperation was answered with error (bug: what?).\nSend instead {"type":"unsupported","id":"c1"}`,
        `${STEPS[6]}: It says "concurrency":3. With 2 under way, one more was answered with error (bug: what?).\nRead the next line while calls are under way, or say "concurrency":1.`,
      ],
    ],
    [
      'does nothing',
      [
        `${STEPS[3]}: The client says that the file is uploaded, and the account has no "one byte ü & <x>.txt" in its root folder.\nThe account holds no file.\nSuccess is claimed when uploadFinishFile answers with an empty text, and not before.`,
        `${STEPS[4]}: The password is wrong, and the client says that the file is uploaded.\nAnswer with an error: {"type":"error","id":"c1","kind":"fault","message":"Invalid login or password"}, or a command with an exit code from 1 to 127.`,
        `${STEPS[5]}: An upload to a server that never answers was answered with ok.\nSend instead {"type":"error","id":"c1","kind":"timeout","message":"No answer in time"}`,
      ],
    ],
    [
      'names it after the path',
      [
        `${STEPS[3]}: The client says that the file is uploaded, and the account has no "one byte ü & <x>.txt" in its root folder.\nThe account holds "content" (1 byte).\nThe name is the one of the argument name, not that of the path.`,
      ],
    ],
    [
      'counts in doubles',
      [
        expect.stringMatching(
          /^uploads a file of one byte: The client says that the file has the id \d+, and it has \d+\.\nIds go beyond 2\^53: keep them as 64-bit numbers or as texts, never as floating-point numbers\.$/,
        ),
      ],
    ],
    [
      'swallows failures',
      [
        `${STEPS[4]}: The password is wrong, and the client says that the file is uploaded.\nAnswer with an error: {"type":"error","id":"c1","kind":"fault","message":"Invalid login or password"}, or a command with an exit code from 1 to 127.`,
        `${STEPS[5]}: An upload to a server that never answers was answered with ok.\nSend instead {"type":"error","id":"c1","kind":"timeout","message":"No answer in time"}`,
      ],
    ],
    [
      'forgets the id',
      [4, 5].map((step) =>
        expect.stringMatching(
          new RegExp(
            `^${STEPS[step]}: Line \\d+ of the client's output answers a call that the kit did not make: "1"\\.\nIt is: .+\nEcho the id of the call; under way: c\\d\\.$`,
          ),
        ),
      ),
    ],
  ])('%s', async (illness, expected) => {
    expect(complaints(await examine(illness))).toEqual(expected);
  });

  test('ends with a session', async () => {
    const finding = await examineUpTo(STEPS[1], 'ends with a session');
    expect([finding?.health, finding?.message]).toEqual([
      'ill',
      `It ended with exit code 0 while noSuchOperation was under way. Before came open, close and another open.\nIt goes on until its input ends.`,
    ]);
  });

  test('does not start', async () => {
    const findings = await examine('does not start');
    expect(complaints(findings)).toEqual([
      expect.stringMatching(
        /^starts and says hello: The client ended with exit code 1 before it said hello\.\nIts error output ends with: .*no such luck/s,
      ),
    ]);
    expect(findings.slice(1).map(({ health, message }) => [health, message])).toEqual(
      STEPS.slice(1).map(() => ['skipped', 'It does not start.']),
    );
  });
});

// Here nothing comes, so that it takes a time to say so. A slow machine may find more than this.
describe.concurrent('an illness that shows by silence is explained', () => {
  const silence = { patienceMs: 1000, graceMs: 200 };
  test.each([
    [
      'waits for ever',
      'advice',
      5,
      'A call to a server that never answers had a deadline of 500 ms, was cancelled then, and had no reply 1000 ms later.\nThe kit ends such a client and starts it again, which costs time. Give requests a timeout, such as what is left of deadlineMs.',
    ],
    [
      'does one after the other',
      'ill',
      6,
      'It says "concurrency":3. With 2 under way, one more was not answered within 1000 ms.\nRead the next line while calls are under way, or say "concurrency":1.',
    ],
    [
      'goes on without input',
      'ill',
      7,
      '1000 ms after the end of its input it is still running.\nLeave the loop that reads lines at the end of the input, and end what else keeps the process alive.',
    ],
    [
      'is deaf to signals',
      'ill',
      8,
      '1000 ms after SIGTERM it is still running.\nDo not catch SIGTERM, or end when it comes.',
    ],
  ])('%s', async (illness, health, step, message) => {
    const finding = await examineUpTo(STEPS[step], illness, silence);
    expect(finding).toEqual({ step: STEPS[step], health, message });
  });
});

test('what the server refused is quoted, and so is where else it was called', async () => {
  const practice = await Practice.open();
  const call = (soap: string, operation: string, ...args: readonly (string | number)[]): Promise<string> => {
    const { login, password } = practice.healthy;
    return post(soap, envelope(operation, login, password, ...args));
  };
  try {
    expect([practice.refusal(), practice.elsewhere()]).toEqual([undefined, undefined]);
    const { soap } = practice.healthy;
    await call(soap, 'getFreeSpace');
    expect(practice.refusal()).toBeUndefined();
    await call(soap, 'uploadStartFile', -1, 'a.txt', 5);
    await call(soap, 'uploadFinishFile', returned(await call(soap, 'uploadStartFile', -1, 'b.txt', 6)), 'x');
    expect(practice.refusal()).toMatch(
      /^What the server refused: \[\d+\] the client called uploadFinishFile\(.+\); the service answered "/,
    );
    expect(await practice.holding()).toBe(
      'The account holds "a.txt", unfinished (0 of 5 bytes), "b.txt", unfinished (0 of 6 bytes).',
    );
    await call(soap.replace('/jax3/', '/~other/jax3/'), 'getFreeSpace');
    expect(practice.elsewhere()).toMatch(/^The server was called below http:\/\/127\.0\.0\.1:\d+\/~other, /);
  } finally {
    await practice.close();
  }
});

test('a client is given the version of the service that it is made for', async () => {
  const practice = await Practice.open('jax2');
  try {
    for (const { wsdl, soap } of [practice.healthy, practice.wrongPassword, practice.silent]) {
      expect(soap).toMatch(/\/jax2\/DesktopApp$/);
      expect(wsdl).toBe(`${soap}?wsdl`);
    }
  } finally {
    await practice.close();
  }
});

describe('a command that is run for each upload', () => {
  test('is examined by what it does', async () => {
    const findings = await all(examineExec('false {file}', { callMs: LONG }));
    expect(findings).toEqual([
      {
        step: 'is a command that can be read',
        health: 'well',
        message: 'false; without {dirId}, so for the root folder only',
      },
      {
        step: STEPS[3],
        health: 'ill',
        message:
          'The client reports a failure: exit 1: \nThe account holds no file.\nThe server is in good health and the account was empty: the upload is to succeed.',
      },
      { step: STEPS[4], health: 'well', message: 'exit 1: ' },
    ]);
  });

  test('must be one', async () => {
    const findings = await all(examineExec('up {fle}'));
    expect(findings.map(({ health }) => health)).toEqual(['ill', 'skipped', 'skipped']);
    expect(findings[0]?.message).toMatch(/^The command has \{fle\}, which is unknown\./);
  });
});
