import {
  addressOf,
  asked,
  before,
  FAILED,
  finishesWithoutBytes,
  fits,
  folderSteps,
  type Judgements,
  limited,
  RULE,
  root,
  stopsAt,
  stopsAtAndClaims,
} from './changes.js';
import { CRASHED, OK, TIMED_OUT } from './observations.js';

/** The steps before the bytes. */
export const JUDGEMENTS_OF_STEPS: Judgements = {
  'UP-01': asked('getFreeSpace'),
  'UP-02': asked('getMaxFileSize'),
  'UP-03': limited('getFreeSpace'),
  'UP-04': limited('getMaxFileSize'),
  'UP-05': {
    kept: [
      stopsAt('uploadStartFile', '0'),
      { steps: { uploadStartFile: { result: '0' } }, parts: [], said: FAILED },
      // It asked once more.
      {
        calls: [{ operation: 'getFreeSpace', rules: RULE }],
        last: 'getUploadFormUrl',
        parts: [],
        said: FAILED,
      },
    ],
    broken: [
      { steps: { uploadStartFile: { result: '0' } }, said: FAILED },
      { ...stopsAt('uploadStartFile', '0'), said: CRASHED },
    ],
    notExercised: [
      {},
      before('getFreeSpace'),
      { ...before('getUploadFormUrl'), steps: { getMaxFileSize: { rules: RULE } }, parts: [] },
    ],
  },
  'UP-06': fits,
  'UP-07': fits,
  'UP-08': {
    kept: [{}, { calls: [root], steps: { createUploadSessionKey: { arguments: { dirId: '5' } } } }],
    broken: [{ steps: folderSteps }, { steps: { createUploadSessionKey: { arguments: { dirId: '0' } } } }],
    notExercised: [before('getMaxFileSize')],
  },
  'UP-09': {
    kept: [{ dirId: '12', steps: folderSteps }],
    broken: [{ dirId: '12' }, { dirId: '13', steps: folderSteps }],
    notExercised: [{ ...before('getMaxFileSize'), dirId: '12' }],
  },
  'UP-10': {
    kept: [stopsAt('createUploadSessionKey', ''), stopsAt('createUploadSessionKey', undefined)],
    broken: [
      { ...stopsAt('createUploadSessionKey', ''), last: 'getUploadFormUrl' },
      { ...stopsAt('createUploadSessionKey', ''), said: TIMED_OUT },
      { steps: { createUploadSessionKey: { result: '' }, getUploadFormUrl: null } },
    ],
    notExercised: [{}, before('getFreeSpace')],
  },
  'UP-11': {
    kept: [stopsAt('getNewFileDataCenter', '0'), stopsAt('getNewFileDataCenter', '-1')],
    broken: [
      { ...stopsAt('getNewFileDataCenter', '0'), last: 'getUploadFormUrl' },
      { ...stopsAt('getNewFileDataCenter', '-1'), said: CRASHED },
    ],
    notExercised: [{}, before('getFreeSpace')],
  },
  'UP-12': {
    kept: [{}],
    broken: [addressOf({ dataCenterId: 1 }), addressOf({ sessionKey: 'KEY' }), addressOf({ sessionKey: '' })],
    notExercised: [before('getNewFileDataCenter')],
  },
  'UP-13': {
    kept: [
      finishesWithoutBytes(''),
      stopsAt('getUploadFormUrl', ''),
      stopsAt('getUploadFormUrl', undefined),
      { ...stopsAt('getUploadFormUrl', 'ftp://x/'), last: 'uploadStartFile' },
    ],
    broken: [
      { ...stopsAt('getUploadFormUrl', ' http://x/'), last: 'uploadFinishFile' },
      { ...stopsAt('getUploadFormUrl', 'ftp://x/'), said: CRASHED },
      { ...finishesWithoutBytes(''), said: OK },
      { steps: { getUploadFormUrl: { result: '/main' }, uploadFinishFile: null }, said: FAILED },
    ],
    notExercised: [{}, before('getFreeSpace')],
  },
  'UP-14': {
    kept: [
      {},
      { parts: [{ target: '/x?more=1&dcId=%33&sId=key' }] },
      { steps: { getUploadFormUrl: { result: 'http://127.0.0.1:1/x?sId=key#part' } } },
    ],
    broken: [
      { parts: [{ target: '/~case/main/upload.jsp' }] },
      { parts: [{ target: '/~case/main/upload.jsp?sId=key' }] },
      { parts: [{ target: '/~case/main/upload.jsp?sId=key&dcId=3#x' }] },
    ],
    notExercised: [{ parts: [] }, before('getUploadFormUrl')],
  },
  'UP-15': {
    kept: [{}, { said: FAILED }],
    broken: [{ isHeld: false }, { said: TIMED_OUT }],
    notExercised: [{ said: { kind: 'unsupported' } }],
  },
  'UP-16': {
    kept: [stopsAt('uploadStartFile', '0'), stopsAt('uploadStartFile', '-1')],
    broken: [
      { steps: { uploadStartFile: { result: '0' } }, said: FAILED },
      { steps: { uploadStartFile: { result: '0' }, uploadFinishFile: null }, said: FAILED },
      stopsAtAndClaims('uploadStartFile', '-1'),
    ],
    notExercised: [{}, before('getFreeSpace')],
  },
};
