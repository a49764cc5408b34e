import type { Counterexample, Report, RequirementResult } from '../../client-suite/report.js';
import type { ConformanceCase } from '../../client-suite/scenarios/case.js';
import { FORMAT, VERSION } from '../report.js';
import { call, part, recipe } from './sample-journal.js';

const SITUATION: ConformanceCase = {
  version: 'jax3',
  account: { freeSpace: '1048576', maxFileSize: '524288' },
  firstId: '9007199254740993',
  folder: null,
  files: [{ name: 'naïve 報告.bin', size: 131_072, seed: 42 }],
  atOnce: true,
  rules: [{ on: { kind: 'part', nth: 2 }, do: [{ act: 'reset', afterBytes: '1000' }], times: 1 }],
  steps: [],
};

const TOKEN = `k1.${'eNqNkMFqwzAMhl8l-Nw0thPHSW_bYIddx2CHMYyTKK3BtYPlDErpu89pO-htO0kI6fv_XzqTMFhPduTj'.repeat(6)}.c0ffee`;

const FILE = '9007199254740993';

/** A client that says all is well although a part was lost on the way. */
export const LOST_PART: Counterexample = {
  token: TOKEN,
  case: SITUATION,
  story: [
    'The account has 1,048,576 bytes free and takes files of up to 524,288 bytes.',
    'The client was asked to upload "naïve 報告.bin" of 131,072 bytes to the root.',
    'The service reserved the file as 9007199254740993 and took the first part, bytes 0 to 65,535.',
    'The connection of the second part was reset after 1,000 bytes.',
    'The client finished the file and reported ok.',
  ],
  did: 'The client reported that the upload succeeded, although the second part never arrived whole.',
  should: 'It should have sent bytes 65,536 to 131,071 again, or have reported the upload as failed.',
  outcomes: [{ what: 'upload of "naïve 報告.bin"', outcome: { kind: 'ok', result: { fileId: FILE } } }],
  journal: [
    ...recipe(FILE),
    part(7, FILE, '0'),
    part(8, FILE, '65536', { outcome: 'cut', received: '1000', rules: ['case:1'] }),
    call(
      9,
      'uploadFinishFile',
      { fileId: FILE, md5: 'd41d8cd98f00b204e9800998ecf8427e' },
      { result: 'The file is not complete.' },
    ),
  ],
  seqs: [8, 9],
  shrinks: 23,
  notes: 'WARN  http: socket hang up (ECONNRESET)\nINFO  upload: finished in 41 ms\n',
};

/** A client that skips a step, so that nothing on the wire can show it. */
const SKIPPED_STEP: Counterexample = {
  ...LOST_PART,
  story: [
    'The account has 1,048,576 bytes free.',
    'The client uploaded a file of 0 bytes and never asked for the largest size.',
  ],
  did: 'The client sent a file without ever asking how large one may be.',
  should: 'It should have called getMaxFileSize before uploadStartFile.',
  case: { ...SITUATION, files: [{ name: 'a', size: 0, seed: 0 }], rules: [] },
  outcomes: [{ what: 'upload of "a"', outcome: { kind: 'crashed', how: 'exit code 70' } }],
  journal: recipe('5').filter(({ seq }) => seq !== 2),
  seqs: [],
  shrinks: 4,
  notes: '',
  printed: { stdout: 'uploading a\n', stderr: 'Segmentation fault\n', exit: 'exit code 70' },
};

/** A result that is kept, but for the given changes. */
export const result = (id: string, rest: Partial<RequirementResult> = {}): RequirementResult => ({
  id,
  title: 'Checks the free space before anything is sent.',
  level: 'must',
  evidence: { source: 'howto', about: 'free space' },
  status: 'kept',
  runs: 10,
  exercised: 10,
  broken: 0,
  ms: 812.5,
  ...rest,
});

/** One requirement of each status, a consequence, and some more. */
export const RESULTS: readonly RequirementResult[] = [
  result('UP-01'),
  result('UP-02', {
    title: 'Checks the largest size of a file before anything is sent.',
    evidence: { source: 'howto', about: 'largest file' },
    status: 'broken',
    counterexample: SKIPPED_STEP,
  }),
  result('UP-07', {
    title: 'Asks for a session key for the very folder that the file goes to.',
    evidence: { source: 'howto', about: 'session key' },
  }),
  result('UP-13', {
    title: 'Never posts to an upload address that does not begin with http.',
    evidence: { source: 'howto', about: 'upload address' },
    status: 'known-failure',
    counterexample: LOST_PART,
    known: { reason: 'Fixed in 2.2, which is not out yet.', expires: '2027-01-31' },
  }),
  result('UP-19', {
    title: 'Sends a failed part again, or reports the upload as failed; never says that all went well.',
    evidence: { source: 'client', about: 'reset connections' },
    status: 'broken',
    runs: 3,
    broken: 3,
    counterexample: LOST_PART,
    others: [{ ...LOST_PART, did: 'The client never sent the second part.' }],
  }),
  result('UP-20', {
    title: 'Says of no file that it is there before it is.',
    status: 'broken',
    exercised: 30,
    broken: 3,
    counterexample: LOST_PART,
    causes: ['UP-19'],
  }),
  result('UP-21', {
    title: 'Gives a reservation back when the upload fails.',
    level: 'should',
    status: 'unexpectedly-kept',
    known: { reason: 'See ticket 12.' },
  }),
  result('UP-24', {
    title: 'Takes any legal spelling of an answer.',
    evidence: { source: 'wsdl', about: 'XML' },
    status: 'error',
    runs: 1,
  }),
  result('LS-01', {
    title: 'Lists every file of a folder.',
    level: 'may',
    status: 'not-claimed',
    runs: 0,
    ms: 0,
  }),
  result('RS-02', {
    title: 'Resumes with the first byte that lacks.',
    level: 'should',
    status: 'not-exercised',
    runs: 0,
    ms: 0,
  }),
  result('RS-03', { title: 'Keeps uploads apart that run side by side.', status: 'skipped', runs: 0, ms: 0 }),
];

/** A report as a run gives it, but for the given changes. */
export const sampleReport = (rest: Partial<Report> = {}): Report => ({
  format: FORMAT,
  version: VERSION,
  kit: '0.1.0',
  subject: {
    kind: 'client',
    name: 'acme-upload',
    version: '2.1.3',
    operations: ['upload', 'resume'],
    concurrency: 4,
  },
  reached: 'php bin/adapter.php --verbose',
  replay: 'npx 4shared-testkit conformance --replay {token} -- php bin/adapter.php --verbose',
  cases: 612,
  corners: { met: 130, of: 131 },
  profile: 'sends parts of 64 KiB, one after the other, tries three times',
  started: '2026-11-25T12:00:00.000Z',
  ms: 41_250,
  seed: -1_234_567,
  level: 'must',
  requirements: RESULTS,
  verdict: 'not-conforming',
  troubles: [
    {
      blame: 'adapter',
      requirement: 'UP-24',
      message:
        'The adapter wrote a line to its output that is no JSON: "Deprecated: Function utf8_encode()".',
    },
  ],
  ...rest,
});

/** A report in which all is well. */
export const CONFORMING: Report = sampleReport({
  subject: { kind: 'client', name: 'reference', version: '1.0.0', operations: ['upload'], concurrency: 8 },
  reached: 'in process',
  replay: undefined,
  cases: undefined,
  corners: undefined,
  profile: undefined,
  requirements: RESULTS.map(({ id, title, level, evidence }) => result(id, { title, level, evidence })),
  verdict: 'conforming',
  troubles: [],
});
