import { FAILED, type Judgement, type Judgements, RULE, touchedFinish } from './changes.js';
import { type Change, CRASHED, DIGEST } from './observations.js';

const free = (told: string): Change => ({
  did: [{ step: { does: 'space' }, said: { kind: 'ok', result: { free: told } } }],
});
const item = { id: '7', name: 'a.bin', size: '100', directory: false };
const lists = (...items: readonly object[]): Change => ({
  did: [{ step: { does: 'list' }, said: { kind: 'ok', result: { items } } }],
});
const folder = { id: '9', name: 'New', parentId: '-1' };
const makes = (dirId: string, folders = [folder]): Change => ({
  account: { folders },
  did: [{ step: { does: 'createFolder', name: 'New' }, said: { kind: 'ok', result: { dirId } } }],
});
const PAGE = { md5: 'other', size: 7, isPage: true };
type Step = NonNullable<Change['did']>[number]['step'];
const does = (step: Step, said: NonNullable<Change['said']>, touched = true): Change => ({
  steps: { uploadFinishFile: touched ? { rules: RULE } : {} },
  did: [{ step, said, details: { written: PAGE, id: '7' } }],
});
const failing = (step: Step): Judgement => ({
  kept: [does(step, FAILED)],
  broken: [does(step, { kind: 'ok', result: {} }), does(step, CRASHED)],
  notExercised: [does(step, { kind: 'ok', result: {} }, false), does(step, { kind: 'unsupported' }), {}],
});
const DOWNLOAD = { does: 'download', file: 0 } as const;
const downloads = (md5: string | undefined, isPage = false): Change => {
  const written = md5 === undefined ? undefined : { md5, size: 7, isPage };
  return { did: [{ step: DOWNLOAD, said: { kind: 'ok', result: {} }, details: { written } }] };
};
const deletesFile = (files: readonly string[]): Change => ({
  did: [{ step: { does: 'delete', file: 0 }, said: { kind: 'ok', result: {} }, details: { id: '7' } }],
  account: { files: files.map((id) => ({ id, name: id, parentId: '-1', size: '1', md5: '' })) },
});

/** What a client may do besides uploading. */
export const JUDGEMENTS_OF_OPERATIONS: Judgements = {
  'OP-01': {
    kept: [free('900')],
    broken: [free('901'), free(''), { did: [{ step: { does: 'space' }, said: FAILED }] }],
    notExercised: [
      {},
      { did: [{ step: { does: 'space' }, said: { kind: 'unsupported' } }] },
      { journal: [], elsewhere: ['http://x/'], did: [{ step: { does: 'space' }, said: FAILED }] },
    ],
  },
  'OP-02': {
    kept: [lists(item)],
    broken: [
      lists(),
      lists(item, item),
      lists({ ...item, size: '99' }),
      lists({ ...item, name: 'b' }),
      lists({ ...item, id: '8' }),
      lists({ ...item, directory: true }),
      { did: [{ step: { does: 'list' }, said: CRASHED }] },
    ],
    notExercised: [{}],
  },
  'OP-03': {
    kept: [makes('9')],
    broken: [
      makes('8'),
      makes('9', []),
      makes('9', [{ ...folder, parentId: '3' }]),
      { did: [{ step: { does: 'createFolder', name: 'New' }, said: FAILED }] },
    ],
    notExercised: [{}],
  },
  'OP-04': failing({ does: 'createFolder', name: 'New' }),
  'OP-05': {
    kept: [downloads(DIGEST)],
    broken: [downloads('other'), downloads(undefined), { did: [{ step: DOWNLOAD, said: FAILED }] }],
    notExercised: [{}],
  },
  'OP-06': {
    ...failing(DOWNLOAD),
    kept: [does(DOWNLOAD, FAILED), { ...downloads(DIGEST), steps: touchedFinish }],
  },
  'OP-07': {
    kept: [deletesFile([])],
    broken: [deletesFile(['7']), deletesFile(['8'])],
    notExercised: [{}],
  },
  'OP-08': failing({ does: 'delete', file: 0 }),
  'OP-09': {
    kept: [lists(item)],
    broken: [lists({ ...item, name: ' a.bin' }), lists({ ...item, name: 'a.bin ' })],
    notExercised: [{}],
  },
  'OP-12': {
    kept: [lists(item)],
    broken: [lists({ ...item, name: 'a?.bin' }), lists()],
    notExercised: [{}],
  },
  'OP-10': {
    kept: [
      downloads(DIGEST),
      downloads('other'),
      downloads(undefined),
      { did: [{ step: DOWNLOAD, said: FAILED }] },
    ],
    broken: [downloads('other', true)],
    notExercised: [{}],
  },
  'OP-11': {
    kept: [does(DOWNLOAD, FAILED), { ...downloads(DIGEST), steps: touchedFinish }],
    broken: [does(DOWNLOAD, { kind: 'ok', result: {} })],
    notExercised: [downloads('other', true), {}],
  },
};
