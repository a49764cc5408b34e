import type { JournalEntry } from '../../../mock-server/index.js';
import type { ClientOutcome } from '../../drivers/client-under-test.js';
import type { Call, Part } from '../reading/journal.js';
import type { Observation } from '../requirement.js';
import { STEPS, type StepName } from '../scenarios/rules.js';
import { FIRST_ID, ROOMY } from '../scenarios/scenario.js';

/** The upload that everything here is a change of: 100 bytes that go to the root and get the id 7. */
export const SIZE = 100;
export const ID = '7';
export const DIGEST = 'd41d8cd98f00b204e9800998ecf8427e';
const NAME = 'a.bin';
const ADDRESS = 'http://127.0.0.1:1/~case/main/upload.jsp?sId=key&dcId=3';

export const OK: ClientOutcome = { kind: 'ok', result: {} };
export const CRASHED: ClientOutcome = { kind: 'crashed', how: 'it ended with code 1' };
export const TIMED_OUT: ClientOutcome = { kind: 'timed-out', afterMs: 9 };
export const failed = (message = 'no', handle?: string): ClientOutcome => ({
  kind: 'error',
  error: { kind: 'failed', message, ...(handle !== undefined && { handle }) },
});

export type CallChange = Partial<Pick<Call, 'arguments' | 'fault' | 'operation' | 'outcome' | 'rules'>> & {
  /** undefined takes the result away. */
  readonly result?: Call['result'] | undefined;
};
export type PartChange = Partial<Omit<Part, 'kind' | 'seq'>>;

/** What is otherwise than in the plain upload. */
export interface Change {
  /** What a step was called with and answered. null: it was not called. A list: it was called so often. */
  readonly steps?: { readonly [Name in StepName]?: CallChange | null | readonly CallChange[] };
  /** The last step that was called. */
  readonly last?: StepName;
  readonly parts?: readonly PartChange[];
  /** Whether the parts came after the upload was finished. */
  readonly partsLast?: boolean;
  /** Other calls, before everything else. */
  readonly calls?: readonly (CallChange & { readonly operation: string })[];
  readonly said?: ClientOutcome;
  readonly underWay?: number;
  readonly elsewhere?: Observation['elsewhere'];
  /** In place of what the changes make. */
  readonly journal?: Observation['journal'];
  readonly isHeld?: boolean;
  readonly testCase?: Partial<Observation['case']>;
  readonly dirId?: string;
  readonly account?: Partial<Observation['account']>;
  readonly did?: readonly {
    readonly step: Observation['steps'][number]['step'];
    readonly said: ClientOutcome;
    readonly details?: Partial<Observation['steps'][number]['details']>;
  }[];
}

const PLAIN: { readonly [Name in StepName]: CallChange } = {
  getFreeSpace: { result: '1000' },
  getMaxFileSize: { result: '1000' },
  createUploadSessionKey: { arguments: { dirId: '-1' }, result: 'key' },
  getNewFileDataCenter: { result: '3' },
  getUploadFormUrl: { arguments: { dataCenterId: 3, sessionKey: 'key' }, result: ADDRESS },
  uploadStartFile: { arguments: { dirId: '-1', name: NAME, fullSize: String(SIZE) }, result: ID },
  uploadFinishFile: { arguments: { fileId: ID, md5: DIGEST }, result: '' },
};

const WHOLE: PartChange = { fileId: ID, firstByte: '0', received: String(SIZE) };

/** The observation of the plain upload, changed. */
export function witnessesOf(change: Change = {}): Observation {
  const { said = OK, isHeld = said.kind === 'ok', dirId = '-1', account, did = [] } = change;
  const file = { name: NAME, size: SIZE, seed: 1 };
  return {
    case: {
      version: 'jax3',
      account: ROOMY,
      firstId: FIRST_ID,
      folder: dirId === '-1' ? null : 'Docs',
      files: [file],
      atOnce: false,
      rules: [],
      steps: [],
      ...change.testCase,
    },
    uploads: [{ file: 0, said }],
    steps: did.map(({ step, said, details }) => ({ step, said, details: { fromSeq: 1, ...details } })),
    underWay: change.underWay ?? 0,
    elsewhere: change.elsewhere,
    journal: change.journal ?? journalOf(change),
    account: {
      files: isHeld ? [{ id: ID, name: NAME, parentId: dirId, size: String(SIZE), md5: DIGEST }] : [],
      unfinished: [],
      folders: [],
      freeSpace: '900',
      ...account,
    },
    dirId,
    digests: [DIGEST],
  };
}

function journalOf({
  steps = {},
  last = 'uploadFinishFile',
  parts = [WHOLE],
  ...rest
}: Change): JournalEntry[] {
  const called = STEPS.slice(0, STEPS.indexOf(last) + 1).flatMap((name) => {
    const change = steps[name];
    if (change === null) return [];
    return [change ?? {}].flat().map((each) => ({ operation: name, ...PLAIN[name], ...each }));
  });
  const isLast = (call: { readonly operation?: string | undefined }): boolean =>
    call.operation === 'uploadFinishFile' || call.operation === 'uploadCancelFile';
  const finishes = called.filter(isLast);
  const before = called.filter((call) => !isLast(call));
  const sent = last === 'uploadFinishFile' ? parts.map((part) => ({ ...WHOLE, ...part })) : [];
  const end = rest.partsLast ? [...finishes, ...sent] : [...sent, ...finishes];
  return [...(rest.calls ?? []), ...before, ...end].map((entry, i) =>
    'operation' in entry ? callOf(entry, i + 1) : partOf(entry, i + 1),
  );
}

const exchange = (seq: number) => ({
  seq,
  time: new Date(1_700_000_000_000 + seq).toISOString(),
  ms: 1,
  outcome: 'ok' as const,
  status: 200,
  method: 'POST',
  headers: [],
  rules: [],
  warnings: [],
  bytesIn: '1',
  bytesOut: '1',
});

function callOf({ result, ...call }: CallChange & { readonly operation: string }, seq: number): Call {
  return {
    ...exchange(seq),
    kind: 'call',
    version: 'jax3',
    target: '/~case/jax3/DesktopApp',
    arguments: {},
    ...call,
    ...(result !== undefined && { result }),
  };
}

const FIELDS = ['resumableFileId', 'resumableFirstByte', 'FilePart'];

const partOf = (part: PartChange, seq: number): Part => ({
  ...exchange(seq),
  kind: 'part',
  target: '/~case/main/upload.jsp?sId=key&dcId=3',
  received: '0',
  fields: FIELDS.map((name) => ({ name })),
  secretsIn: [],
  ...part,
});
