import {
  before,
  FAILED,
  finishesWithoutBytes,
  fits,
  honest,
  hopeless,
  type Judgements,
  LEFT,
  left,
  patient,
  RULE,
  refusedFinish,
  reservedAnew,
  resumed,
  spelt,
  stopsAt,
  touchedFinish,
} from './changes.js';
import { CRASHED, DIGEST, failed, OK, TIMED_OUT } from './observations.js';

/** Troubles, spellings, and uploads side by side. */
export const JUDGEMENTS_OF_TROUBLES: Judgements = {
  'UP-28': {
    kept: [{ steps: refusedFinish, said: FAILED }],
    broken: [{ steps: refusedFinish }, { steps: refusedFinish, said: CRASHED }],
    notExercised: [{}, before('getFreeSpace')],
  },
  'UP-29': {
    kept: [
      { steps: refusedFinish, said: failed('The service says:\n"Zu  groß"') },
      { steps: refusedFinish, said: failed('ERROR: ZU GRO&szlig;.') },
    ],
    broken: [{ steps: refusedFinish, said: failed('Zu gross') }],
    notExercised: [{}, { steps: refusedFinish }, { said: FAILED }],
  },
  'UP-30': { ...fits, notExercised: [before('getFreeSpace')] },
  'UP-31': {
    kept: [{ said: FAILED }],
    broken: [{ isHeld: false }],
    notExercised: [before('getFreeSpace')],
  },
  'UP-32': {
    kept: [{}, { said: FAILED }, { testCase: { rules: [{}] }, said: FAILED }, { testCase: { rules: [{}] } }],
    broken: [
      { isHeld: false },
      { testCase: { rules: [{}] }, isHeld: false },
      { testCase: { rules: [{}] }, said: TIMED_OUT },
    ],
    notExercised: [{ said: { kind: 'unsupported' } }],
  },
  'UP-33': honest,
  'UP-34': honest,
  'UP-35': honest,
  'UP-36': {
    kept: [
      { said: FAILED },
      { said: failed('no', 'handle'), ...left },
      { said: FAILED, ...left, did: [{ step: { does: 'resume', file: 0 }, said: FAILED }] },
      // The first reservation was given back.
      { ...reservedAnew, account: { unfinished: [{ ...LEFT, id: '8' }] } },
    ],
    broken: [
      { said: FAILED, ...left },
      { said: FAILED, ...left, did: [{ step: { does: 'resume', file: 0 }, said: { kind: 'unsupported' } }] },
      { ...reservedAnew, ...left },
      { ...reservedAnew, ...left, said: failed('no', 'handle') },
    ],
    notExercised: [{}, { said: CRASHED, ...left }],
  },
  'UP-37': {
    kept: [resumed([60, 100]), resumed([80, 100], [60, 80])],
    broken: [resumed([0, 100]), resumed([59, 100])],
    notExercised: [{}, resumed(), { ...resumed([0, 100]), said: OK }],
  },
  'UP-38': hopeless,
  'UP-39': hopeless,
  'UP-40': honest,
  'UP-41': hopeless,
  'UP-42': spelt,
  'UP-43': spelt,
  'UP-44': spelt,
  'UP-45': hopeless,
  'UP-46': {
    kept: [{}],
    broken: [
      { said: FAILED },
      { isHeld: false },
      { account: { files: [{ id: '7', name: 'a.bin', parentId: '-1', size: '100', md5: 'other' }] } },
      { account: { files: [{ id: '7', name: 'b.bin', parentId: '-1', size: '100', md5: DIGEST }] } },
    ],
    notExercised: [{ said: { kind: 'unsupported' } }],
  },
  'UP-47': {
    kept: [stopsAt('getUploadFormUrl', ' http://x/'), finishesWithoutBytes(' http://x/')],
    broken: [
      { ...stopsAt('getUploadFormUrl', ' http://x/'), last: 'uploadFinishFile' },
      { ...stopsAt('getUploadFormUrl', ' http://x/'), isHeld: false, said: CRASHED },
    ],
    notExercised: [{}],
  },
  'UP-48': patient,
  'UP-49': patient,
  'UP-50': {
    kept: honest.kept,
    broken: [
      { steps: touchedFinish, isHeld: false },
      { steps: touchedFinish, said: CRASHED },
    ],
    notExercised: [{}, { steps: touchedFinish, said: TIMED_OUT }, { said: TIMED_OUT, underWay: 1 }],
  },
  'UP-51': {
    kept: [{ steps: touchedFinish }],
    broken: [
      { steps: touchedFinish, said: FAILED },
      { steps: touchedFinish, said: TIMED_OUT },
      { steps: touchedFinish, isHeld: false },
    ],
    notExercised: [{}, { said: FAILED }],
  },
  'UP-53': fits,
  'UP-58': { ...fits, notExercised: [before('getFreeSpace')] },
  'UP-57': {
    kept: [stopsAt('getUploadFormUrl', 'https://x/')],
    broken: [{ said: FAILED }, {}, { ...stopsAt('getUploadFormUrl', 'https://x/'), said: CRASHED }],
    notExercised: [before('getFreeSpace')],
  },
  'UP-56': {
    kept: [{ steps: { uploadFinishFile: { result: ' ' } }, said: FAILED }],
    broken: [{ steps: { uploadFinishFile: { result: ' ' } } }],
    notExercised: [before('getFreeSpace')],
  },
  'UP-52': {
    kept: [
      { steps: touchedFinish },
      { last: 'getUploadFormUrl', steps: { getUploadFormUrl: { rules: RULE } }, said: FAILED },
    ],
    broken: [
      { steps: touchedFinish, said: FAILED },
      { steps: touchedFinish, isHeld: false },
      { last: 'getUploadFormUrl', steps: { getUploadFormUrl: { rules: RULE } }, said: CRASHED },
      { last: 'getUploadFormUrl', steps: { getUploadFormUrl: { rules: RULE } } },
    ],
    notExercised: [{}],
  },
};
