import type { CaseFile, CaseRule, ConformanceCase } from '../case.js';
import { PLAIN_SPELLINGS } from '../dialects.js';
import { onAnyCall, onCall } from '../rules.js';
import { ADDRESSES, KEY_TAILS } from './addresses.js';
import { FINISH_TEXTS } from './answers.js';
import { CONTENTS } from './contents.js';
import type { Corner } from './corner.js';
import { LOGINS, PASSWORDS } from './credentials.js';
import { FOLDERS, NAMES, SPECIAL_NAMES } from './names.js';
import { DATA_CENTERS, FIRST_IDS, LIMITS, SIZES } from './numbers.js';

/** One thing about a case that has corners. */
export interface Dimension {
  readonly name: string;
  readonly corners: readonly Corner<unknown>[];
  /** In how many cases each corner is met. */
  readonly each: number;
  /** Puts a corner into a case that is plain in this. */
  readonly put: (situation: ConformanceCase, value: never) => ConformanceCase;
}

/** In how many cases each corner is met, as one may be hidden by another fault. */
export const EACH = 3;

function dimension<Value>(
  name: string,
  corners: readonly Corner<Value>[],
  put: (situation: ConformanceCase, value: Value) => ConformanceCase,
  each = EACH,
): Dimension {
  return { name, corners, each, put };
}

const withFile = (situation: ConformanceCase, change: Partial<CaseFile>): ConformanceCase => ({
  ...situation,
  files: situation.files.map((file) => ({ ...file, ...change })),
});

const withRule = (situation: ConformanceCase, rule: CaseRule): ConformanceCase => ({
  ...situation,
  rules: [...situation.rules, rule],
});

/** Of uploads that go well. A file has one name, be it special or not. */
const UPLOADS: readonly Dimension[] = [
  dimension('name', NAMES, (situation, name) => withFile(situation, { name })),
  // Each character is met in five places.
  dimension('special name', SPECIAL_NAMES, (situation, name) => withFile(situation, { name }), 1),
  dimension('folder', FOLDERS, (situation, folder) => ({ ...situation, folder })),
  dimension('login', LOGINS, (situation, login) => ({ ...situation, login })),
  dimension('password', PASSWORDS, (situation, password) => ({ ...situation, password })),
  dimension('first id', FIRST_IDS, (situation, firstId) => ({ ...situation, firstId })),
  dimension('free space', LIMITS, (situation, freeSpace) => ({
    ...situation,
    account: { ...situation.account, freeSpace },
  })),
  dimension('largest file', LIMITS, (situation, maxFileSize) => ({
    ...situation,
    account: { ...situation.account, maxFileSize },
  })),
  dimension('data center', DATA_CENTERS, (situation, dataCenter) => ({ ...situation, dataCenter })),
  dimension('session key', KEY_TAILS, (situation, sessionKeyTail) =>
    withRule(situation, onCall('getFreeSpace', { act: 'account', sessionKeyTail })),
  ),
  dimension('upload address', ADDRESSES, (situation, template) =>
    withRule(situation, onCall('getUploadFormUrl', { act: 'rewrite', template })),
  ),
  dimension('size', SIZES, (situation, size) => withFile(situation, { size })),
  dimension('content', CONTENTS, (situation, content) => withFile(situation, { content })),
];

/** Of answers. */
const SPELLINGS: readonly Dimension[] = [
  dimension('spelling', PLAIN_SPELLINGS, (situation, dialect) =>
    withRule(situation, onAnyCall({ act: 'dialect', dialect })),
  ),
];

/** Of uploads that the service refuses in the end. */
const REFUSALS: readonly Dimension[] = [
  dimension('text of uploadFinishFile', FINISH_TEXTS, (situation, value) =>
    withRule(situation, onCall('uploadFinishFile', { act: 'return', value })),
  ),
];

/** Dimensions whose corners meet in the same cases. */
export const BLOCKS: readonly (readonly Dimension[])[] = [UPLOADS, SPELLINGS, REFUSALS];
