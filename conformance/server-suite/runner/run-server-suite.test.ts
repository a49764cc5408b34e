import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../../../mock-server/index.js';
import type { Report } from '../../client-suite/report.js';
import { ChoiceError } from '../../engine/choice.js';
import { wireText } from '../../reports/text/wire-text.js';
import { fetchExchange } from '../peer/fetch-exchange.js';
import { rawServer } from '../peer/raw-server.js';
import { strongSoapServer } from '../peer/strong-soap-server.js';
import { SERVER_REQUIREMENTS } from '../requirements/index.js';
import { type Exchange, NoAnswerError, type ServerUnderTest } from '../server-under-test.js';
import { GUEST, SCENE } from '../testing/scene.js';
import type { ServerRunOptions } from './options.js';
import { runServerSuite } from './run-server-suite.js';
import { SERVER_TOKENS, sequenceOf } from './tokens.js';

let fake: FourSharedFake;
beforeAll(async () => {
  fake = await startFourShared({ fixture: SCENE });
});
afterAll(() => fake.close());
beforeEach(() => fake.namespace().reset());

const wsdl = (): string => `${fake.url}/jax3/DesktopApp?wsdl`;
const judged = (options: ServerRunOptions, server: ServerUnderTest = rawServer(wsdl())): Promise<Report> =>
  runServerSuite(server, fake.account, { seed: 1, runs: 3, ...options });
const statusOf = (report: Report, wanted: string) =>
  report.requirements.find(({ id }) => id === wanted)?.status;
const FEW = { only: ['SV-17', 'SV-20', 'SV-22', 'SV-24'] };

/** What the account holds at all, and how much of it is free. */
const held = async () => {
  const server = rawServer(wsdl());
  const { login, password } = fake.account;
  const outcomes = [
    await server.call('getAllItems', { login, password }),
    await server.call('getRecycleBinItems', { login, password }),
    await server.call('getFreeSpace', { login, password }),
  ];
  return outcomes.map((outcome) => ('value' in outcome ? outcome.value : outcome));
};

test('a conforming server gets that verdict, and nothing is left in the account', async () => {
  const before = await held();
  const report = await judged(FEW);
  expect(report).toMatchObject({
    subject: { kind: 'server', name: `${fake.url}/jax3/DesktopApp`, version: 'jax3' },
    seed: 1,
    verdict: 'conforming',
    troubles: [],
  });
  expect(statusOf(report, 'SV-22')).toBe('kept');
  expect(statusOf(report, 'SV-15')).toBeUndefined();
  expect(await held()).toEqual(before);
});

test('assumptions are judged when they are asked for, and only then', async () => {
  expect(statusOf(await judged(FEW), 'SV-24')).toBe('skipped');
  expect(statusOf(await judged({ ...FEW, assumptions: ['SV-24'] }), 'SV-24')).toBe('kept');
});

test('a failure is shrunk to the fewest steps, reported as a story, and replayed by its token', async () => {
  await fake.namespace().arm({
    on: { kind: 'call', operation: 'getUploadFormUrl' },
    do: [{ act: 'return', value: 'ftp://x/' }],
    times: 1_000,
  });
  const report = await judged(FEW);
  expect(report.verdict).toBe('not-conforming');
  const broken = report.requirements.filter(({ status }) => status === 'broken');
  expect(broken.map(({ id }) => id)).toEqual(['SV-17']);
  const [{ counterexample } = {}] = broken;
  expect(counterexample).toMatchObject({
    did: 'It returned the upload address "ftp://x/".',
    outcomes: [],
    again: { runs: 1, failed: 1 },
  });
  expect(counterexample?.story.join('\n')).toMatch(
    /The suite uploaded "a\.txt" of 1 byte .*\n.*called uploadStartFile.*[\s\S]*getUploadFormUrl/,
  );
  expect(JSON.stringify(counterexample)).not.toContain(fake.account.password);
  const { requirement, case: steps } = SERVER_TOKENS.read(counterexample?.token ?? '');
  expect(requirement).toBe('SV-17');
  expect([...sequenceOf(steps).steps]).toHaveLength(1);
  const again = await judged({ only: ['SV-17'], first: new Map([['SV-17', [steps]]]), runs: 0 });
  expect(statusOf(again, 'SV-17')).toBe('broken');
  await fake.namespace().reset();
  const mended = await judged({ only: ['SV-17'], first: new Map([['SV-17', [steps]]]), runs: 0 });
  expect(statusOf(mended, 'SV-17')).toBe('kept');
});

test.each([rawServer, strongSoapServer])(
  'a report has what went over the wire, without the password',
  async (peer) => {
    await fake.namespace().arm({
      on: { kind: 'call', operation: 'getUploadFormUrl' },
      do: [{ act: 'return', value: 'ftp://x/' }],
    });
    const report = await judged(FEW, peer(wsdl()));
    const { journal = [] } =
      report.requirements.find(({ status }) => status === 'broken')?.counterexample ?? {};
    const offending = journal.find(
      (entry) => entry.kind === 'call' && entry.operation === 'getUploadFormUrl',
    );
    const { request = '', reply = '' } = (offending && wireText(offending)) ?? {};
    expect(request).toMatch(/^POST http.*content-type: text\/xml.*<arg0>1<\/arg0>/is);
    expect(reply).toMatch(/^HTTP 200\n.*<return>ftp:\/\/x\/<\/return>/s);
    expect(offending).toMatchObject({ status: 200, bytesIn: expect.stringMatching(/^[1-9]\d\d/) });
    const told = journal.flatMap((entry) => Object.values(wireText(entry) ?? {})).join();
    expect(told).toContain(`<arg0>${fake.account.login}</arg0><arg1>********</arg1>`);
    expect(told).not.toContain(fake.account.password);
  },
);

test('an answer that is not SOAP is in the journal, and not as a cut connection', async () => {
  const plain = fetchExchange();
  const page = { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>Welcome') };
  const exchange: Exchange = async (request) =>
    Buffer.from(request.body ?? []).includes('getUploadFormUrl') ? page : plain(request);
  const report = await judged({ only: ['SV-17', 'SV-90'] }, rawServer(wsdl(), { exchange }));
  const journal = report.requirements.flatMap(({ counterexample }) => counterexample?.journal ?? []);
  const entry = journal.find((each) => each.kind === 'call' && each.operation === 'getUploadFormUrl');
  expect(entry).toMatchObject({ outcome: 'error', status: 200, bytesOut: '13' });
  expect(entry && wireText(entry)?.reply).toMatch(/^HTTP 200\n.*<html>Welcome$/s);
});

test('a requirement that is broken before others are exercised is named as what hid them', async () => {
  await fake.namespace().arm({
    on: { kind: 'call', operation: 'createNewFolder' },
    do: [{ act: 'return', value: '0' }],
  });
  const remarks: string[] = [];
  const options = { only: ['SV-20', 'SV-22', 'SV-35'], guest: fake.account, seed: 1, runs: 2 };
  const report = await runServerSuite(rawServer(wsdl()), fake.account, options, {
    remark: (text) => remarks.push(text),
  });
  expect(['SV-20', 'SV-22', 'SV-35'].map((id) => statusOf(report, id))).toEqual([
    'not-exercised',
    'not-exercised',
    'broken',
  ]);
  expect(remarks).toEqual([
    'SV-35 hid 2 other requirements, whose cases ended where it was broken: SV-20, SV-22.',
  ]);
});

test('what cannot be deleted is reported, and the server is to blame', async () => {
  await fake.namespace().arm({
    on: { kind: 'call', operation: 'deleteFolderFinal' },
    do: [{ act: 'fault', text: 'Not today' }],
  });
  const report = await judged({ only: ['SV-20'], runs: 1 });
  expect(report.troubles).toMatchObject([
    {
      blame: 'server',
      message: expect.stringMatching(
        /could not delete from the account: .*"4shared-testkit [0-9a-f]{8}" \(Not today\)/,
      ),
    },
  ]);
});

test.each([
  ['a wrong password', 'wrong', undefined, /was refused: "Invalid login or password".*Check the login/],
  [
    'an address where nothing is',
    undefined,
    'http://nowhere.invalid/jax3/DesktopApp',
    /login, could not be sent/,
  ],
])('%s is no verdict', async (_, password, address, message) => {
  const account = { ...fake.account, ...(password && { password }) };
  const report = await runServerSuite(rawServer(address ?? wsdl()), account, FEW);
  expect(report.verdict).toBe('undecided');
  expect(report.troubles).toMatchObject([{ blame: 'server', message: expect.stringMatching(message) }]);
});

test('a refused guest is no verdict', async () => {
  const report = await judged({ only: ['SV-68'], guest: { ...GUEST, password: 'wrong' } });
  expect(report.verdict).toBe('undecided');
  expect(report.troubles).toMatchObject([
    { message: expect.stringContaining(`The account ${GUEST.login} was refused`) },
  ]);
});

test('a server that disappears in the middle is no verdict', async () => {
  const server = rawServer(wsdl());
  let calls = 0;
  const leaving: ServerUnderTest = {
    ...server,
    call: async (name, args) => {
      calls++;
      if (calls > 20) throw new NoAnswerError('unreachable', 'could not be sent: ECONNREFUSED');
      return await server.call(name, args);
    },
  };
  const report = await judged(FEW, leaving);
  expect(report.verdict).toBe('undecided');
  expect(report.troubles[0]).toMatchObject({
    blame: 'server',
    message: expect.stringMatching(
      /ECONNREFUSED\. The folder "4shared-testkit [0-9a-f]{8}" is still in the account/,
    ),
  });
});

test('gently: requirements that touch the account are left out, and few cases are run', async () => {
  const touching = SERVER_REQUIREMENTS.filter(({ id }) => id === 'SV-17').map((requirement) => ({
    ...requirement,
    touches: 'account' as const,
  }));
  const [plain] = SERVER_REQUIREMENTS.filter(({ id }) => id === 'SV-20');
  const report = await runServerSuite(rawServer(wsdl()), fake.account, {
    requirements: plain ? [...touching, plain] : touching,
    gentle: true,
    runs: 1,
  });
  expect(report.requirements.map(({ id, status, runs }) => [id, status, runs])).toEqual([
    ['SV-17', 'skipped', 0],
    ['SV-20', 'kept', 1],
  ]);
  // 500 ms before each request.
  expect(report.ms).toBeGreaterThan(5_000);
});

test('requirements that need a second account are left out without one, with a remark', async () => {
  const told = async (options: ServerRunOptions): Promise<readonly string[]> => {
    const remarks: string[] = [];
    const remark = (text: string): number => remarks.push(text);
    const report = await runServerSuite(rawServer(wsdl()), fake.account, { ...options, runs: 1 }, { remark });
    return [...remarks, ...['SV-67', 'SV-68'].map((id) => `${id} ${statusOf(report, id)}`)];
  };
  expect(await told({ only: ['SV-67'] })).toEqual([
    'Left out, as they need a second account, which --guest names: SV-67.',
    'SV-67 skipped',
    'SV-68 undefined',
  ]);
  expect(await told({ only: ['SV-68'], guest: GUEST })).toEqual(['SV-67 undefined', 'SV-68 kept']);
});

test('the recycle bin is not emptied while it holds items of others', async () => {
  const server = rawServer(wsdl());
  const account = fake.account;
  const made = await server.call('createNewFolder', { ...account, dirId: -1n, folderName: 'dear to me' });
  const dirId = 'value' in made ? made.value : 0n;
  await server.call('deleteFolder', { ...account, dirId });
  expect(statusOf(await judged({ only: ['SV-53'], runs: 2 }), 'SV-53')).toBe('not-exercised');
  const bin = await server.call('getRecycleBinItems', account);
  expect('value' in bin && bin.value.map((item) => item?.id)).toEqual([dirId]);
  await server.call('deleteFolderFinal', { ...account, dirId });
  expect(statusOf(await judged({ only: ['SV-53'], runs: 2 }), 'SV-53')).toBe('kept');
});

test('a choice that matches nothing throws', async () => {
  await expect(judged({ assumptions: ['SV-0'] })).rejects.toThrow(ChoiceError);
  await expect(judged({ only: ['UP-01'] })).rejects.toThrow(ChoiceError);
});

test.each([
  ['an unknown step', [{ does: 'dance' }]],
  ['a step without its data', [{ does: 'upload', folder: 1 }]],
])('a token with %s is refused', (_, steps) => {
  // What writes tokens reads them as well.
  expect(() => SERVER_TOKENS.write({ requirement: 'SV-20', case: steps })).toThrow(/must be a step that/);
});
