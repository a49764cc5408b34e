import type { Counterexample, Report } from '../../client-suite/report.js';
import { call } from './sample-journal.js';
import { result, sampleReport } from './sample-report.js';

/** A server that sends the text of a fault where a reply is due. */
export const NO_FAULT: Counterexample = {
  token: 'EAAAAAAA-server',
  story: [
    'A folder "a" was made below the root.',
    'A folder of that name was made once more, and the server answered with -1.',
  ],
  did: 'The server answered createNewFolder with -1.',
  should: 'It should have answered with a fault, as the name is taken.',
  outcomes: [],
  journal: [
    {
      ...call(1, 'createNewFolder', { parentId: '-1', name: 'a' }, { result: '12' }),
      account: 'suite@kit.test',
    },
    {
      ...call(2, 'createNewFolder', { parentId: '-1', name: 'a' }, { result: '-1' }),
      account: 'suite@kit.test',
    },
  ].map((entry) => ({ ...entry, arguments: { ...entry.arguments, login: 'suite@kit.test' } })),
  seqs: [2],
  shrinks: 2,
  notes: '',
};

/** A report of a server as a run gives it, with each blame, but for the given changes. */
export const sampleServerReport = (rest: Partial<Report> = {}): Report =>
  sampleReport({
    subject: { kind: 'server', name: 'http://127.0.0.1:4040/jax3/DesktopApp', version: 'jax3' },
    reached: 'calls in XML of the suite',
    replay: undefined,
    cases: undefined,
    corners: undefined,
    profile: undefined,
    requirements: [
      result('FO-01', { title: 'Makes a folder.', evidence: { source: 'wiki', about: 'createNewFolder' } }),
      result('FO-02', {
        title: 'Refuses a folder whose name is taken.',
        evidence: { source: 'assumption', about: 'names' },
        status: 'broken',
        counterexample: NO_FAULT,
      }),
      result('FO-03', {
        title: 'Answers in the order of the schema.',
        evidence: { source: 'RI', about: 'sequences' },
        status: 'broken',
        counterexample: { ...NO_FAULT, seqs: [], shrinks: 0 },
      }),
      result('FO-04', {
        title: 'Answers at all.',
        status: 'broken',
        counterexample: { ...NO_FAULT, journal: [], seqs: [] },
      }),
      result('FO-05', { title: 'Empties the recycle bin.', status: 'not-claimed', runs: 0, ms: 0 }),
    ],
    troubles: [{ blame: 'server', requirement: 'FO-05', message: 'The connection was refused.' }],
    ...rest,
  });
