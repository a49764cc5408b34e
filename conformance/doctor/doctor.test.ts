import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { envelope, returned } from '../../mock-server/testing/envelopes.js';
import { post } from '../../scripts/testing/command.js';
import { checkAdapter, checkCommand, type DoctorOptions } from './doctor.js';
import type { Finding } from './finding.js';
import { DoctorTestbed } from './testbed.js';

const ADAPTER = fileURLToPath(new URL('testing/adapter.mjs', import.meta.url));
const LONG = 100_000;

function check(mistake: string, options: DoctorOptions = {}): AsyncIterable<Finding> {
  const command = [process.execPath, ADAPTER, mistake];
  const limits = { helloMs: LONG, callMs: LONG, replyMs: LONG, graceMs: LONG };
  return checkAdapter(command, { ...limits, ...options });
}

const checkAll = (mistake: string): Promise<readonly Finding[]> => all(check(mistake));

/** The finding of one step. No further step is taken, as each starts the adapter anew. */
async function checkUpTo(
  step: string | undefined,
  mistake: string,
  options?: DoctorOptions,
): Promise<Finding | undefined> {
  for await (const finding of check(mistake, options)) if (finding.step === step) return finding;
  return undefined;
}

async function all(findings: AsyncIterable<Finding>): Promise<readonly Finding[]> {
  const list: Finding[] = [];
  for await (const finding of findings) list.push(finding);
  return list;
}

const complaints = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ step, result, message }) => (result === 'failed' ? [`${step}: ${message}`] : []));

const STEPS = [
  'starts and says hello',
  'takes open and close without a reply',
  'reports an unknown operation as unsupported',
  'uploads a file of one byte',
  'reports an upload that fails, here for a wrong password',
  'replies to a call that is cancelled at its deadline',
  'takes as many calls at a time as its hello has',
  'ends when its input ends',
  'ends on SIGTERM',
];

test('every step is ok with a correct adapter', async () => {
  const findings = await checkAll('none');
  expect(findings.map(({ step, result }) => [step, result])).toEqual(STEPS.map((step) => [step, 'ok']));
  expect(findings.map(({ message }) => message)).toEqual([
    'adapter 1.0: upload; calls at a time: 3',
    ...['', '', ''],
    'failed: Invalid login or password',
    expect.stringMatching(/^failed: (too late|cancelled)$/),
    ...['', '', ''],
  ]);
});

test('one that does one call at a time is not asked for more', async () => {
  const finding = await checkUpTo(STEPS[6], 'is modest');
  expect(finding).toMatchObject({ result: 'skipped', message: 'It takes one call at a time.' });
});

describe.concurrent('a mistake that shows at once is explained, and found in no other step', () => {
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
        `${STEPS[2]}: Called with noSuchOperation, the client reported a failure: bug: what?.\nSend instead {"type":"unsupported","id":"c1"}`,
        `${STEPS[6]}: Its hello has "concurrency":3. With 2 calls under way, given one more, the client reported a failure: bug: what?.\nRead the next line while calls are under way, or set "concurrency":1.`,
      ],
    ],
    [
      'does nothing',
      [
        `${STEPS[3]}: The client claimed success, and the account has no "one byte ü & <x>.txt" in its root folder.\nThe account holds no file.\nClaim success only after uploadFinishFile returned an empty text.`,
        `${STEPS[4]}: The password was wrong, and the client claimed success.\nReport an error: {"type":"error","id":"c1","kind":"fault","message":"Invalid login or password"}. A command exits with 1 to 127.`,
        `${STEPS[5]}: The server never responded, and the client claimed success.\nSend instead {"type":"error","id":"c1","kind":"timeout","message":"No response in time"}`,
      ],
    ],
    [
      'names it after the path',
      [
        `${STEPS[3]}: The client claimed success, and the account has no "one byte ü & <x>.txt" in its root folder.\nThe account holds "content" (1 byte).\nUse the name from the argument name, not that of the path.`,
      ],
    ],
    [
      'counts in doubles',
      [
        expect.stringMatching(
          /^uploads a file of one byte: The client reported the file id \d+, and it is \d+\.\nIds exceed 2\^53: keep them as 64-bit numbers or as text, never as floating-point numbers\.$/,
        ),
      ],
    ],
    [
      'swallows failures',
      [
        `${STEPS[4]}: The password was wrong, and the client claimed success.\nReport an error: {"type":"error","id":"c1","kind":"fault","message":"Invalid login or password"}. A command exits with 1 to 127.`,
        `${STEPS[5]}: The server never responded, and the client claimed success.\nSend instead {"type":"error","id":"c1","kind":"timeout","message":"No response in time"}`,
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
  ])('%s', async (mistake, expected) => {
    expect(complaints(await checkAll(mistake))).toEqual(expected);
  });

  test('ends with a session', async () => {
    const finding = await checkUpTo(STEPS[1], 'ends with a session');
    expect([finding?.result, finding?.message]).toEqual([
      'failed',
      `It ended with exit code 0 while noSuchOperation was under way. It had received open, close and another open.\nKeep running until the input ends.`,
    ]);
  });

  test('does not start', async () => {
    const findings = await checkAll('does not start');
    expect(complaints(findings)).toEqual([
      expect.stringMatching(
        /^starts and says hello: The client ended with exit code 1 before it said hello\.\nIts error output ends with: .*no such luck/s,
      ),
    ]);
    expect(findings.slice(1).map(({ result, message }) => [result, message])).toEqual(
      STEPS.slice(1).map(() => ['skipped', 'It does not start.']),
    );
  });
});

// These end at a deadline. A slow machine may find more than this.
describe.concurrent('a mistake that shows by silence is explained', () => {
  const silence = { replyMs: 1000, graceMs: 200 };
  test.each([
    [
      'waits for ever',
      'advice',
      5,
      'A call to a server that never responds had a deadline of 500 ms, was cancelled then, and had no reply 1000 ms later.\nThe kit ends such a client and starts it again, which costs time. Give requests a timeout, such as what is left of deadlineMs.',
    ],
    [
      'does one after the other',
      'failed',
      6,
      'Its hello has "concurrency":3. With 2 calls under way, given one more, the client did not respond within 1000 ms.\nRead the next line while calls are under way, or set "concurrency":1.',
    ],
    [
      'goes on without input',
      'failed',
      7,
      'It still runs 1000 ms after the end of its input.\nLeave the loop that reads lines at the end of the input, and end what else keeps the process alive.',
    ],
    [
      'is deaf to signals',
      'failed',
      8,
      'It still runs 1000 ms after SIGTERM.\nDo not catch SIGTERM, or end when it comes.',
    ],
  ])('%s', async (mistake, result, step, message) => {
    const finding = await checkUpTo(STEPS[step], mistake, silence);
    expect(finding).toEqual({ step: STEPS[step], result, message });
  });
});

test('a refusal of the server is quoted, and so are other addresses that were called', async () => {
  const testbed = await DoctorTestbed.open();
  const call = (soap: string, operation: string, ...args: readonly (string | number)[]): Promise<string> => {
    const { login, password } = testbed.working;
    return post(soap, envelope(operation, login, password, ...args));
  };
  try {
    expect([testbed.refusal(), testbed.elsewhere()]).toEqual([undefined, undefined]);
    const { soap } = testbed.working;
    await call(soap, 'getFreeSpace');
    expect(testbed.refusal()).toBeUndefined();
    await call(soap, 'uploadStartFile', -1, 'a.txt', 5);
    await call(soap, 'uploadFinishFile', returned(await call(soap, 'uploadStartFile', -1, 'b.txt', 6)), 'x');
    expect(testbed.refusal()).toMatch(
      /^The server refused: \[\d+\] the client called uploadFinishFile\(.+\); the service answered "/,
    );
    expect(await testbed.holding()).toBe(
      'The account holds "a.txt", unfinished (0 of 5 bytes), "b.txt", unfinished (0 of 6 bytes).',
    );
    await call(soap.replace('/jax3/', '/~other/jax3/'), 'getFreeSpace');
    expect(testbed.elsewhere()).toMatch(
      /^The client called the server below http:\/\/127\.0\.0\.1:\d+\/~other\. /,
    );
  } finally {
    await testbed.close();
  }
});

test('a client is given the version of the service that it is made for', async () => {
  const testbed = await DoctorTestbed.open('jax2');
  try {
    for (const { wsdl, soap } of [testbed.working, testbed.wrongPassword, testbed.silent]) {
      expect(soap).toMatch(/\/jax2\/DesktopApp$/);
      expect(wsdl).toBe(`${soap}?wsdl`);
    }
  } finally {
    await testbed.close();
  }
});

describe('a command that is run for each upload', () => {
  test('is checked by what it does', async () => {
    const findings = await all(checkCommand('false {file}', { callMs: LONG }));
    expect(findings).toEqual([
      {
        step: 'is a command that can be read',
        result: 'ok',
        message: 'false; without {dirId}, so for the root folder only',
      },
      {
        step: STEPS[3],
        result: 'failed',
        message:
          'The client reported a failure: exit 1: no message\nThe account holds no file.\nThe server works and the account was empty, so the upload must succeed.',
      },
      { step: STEPS[4], result: 'ok', message: 'exit 1: ' },
    ]);
  });

  test('must be one', async () => {
    const findings = await all(checkCommand('up {fle}'));
    expect(findings.map(({ result }) => result)).toEqual(['failed', 'skipped', 'skipped']);
    expect(findings[0]?.message).toMatch(/^The command has \{fle\}, which is unknown\./);
  });
});
