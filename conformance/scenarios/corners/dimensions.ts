import type { CaseFile, ConformanceCase } from '../case.js';
import { onCall } from '../rules.js';
import { ADDRESSES, KEY_TAILS } from './addresses.js';
import { CONTENTS } from './contents.js';
import type { Corner } from './corner.js';
import { LOGINS, PASSWORDS } from './credentials.js';
import { FOLDERS, NAMES, SPECIAL_NAMES } from './names.js';
import { DATA_CENTERS, FIRST_IDS, LIMITS, SIZES } from './numbers.js';

/** One thing about a case that has corners. */
export interface Dimension {
  readonly name: string;
  readonly corners: readonly Corner<string | number>[];
  /** In how many cases each corner is met. */
  readonly each: number;
  /** Puts a corner into a case that is plain in this. */
  readonly put: (situation: ConformanceCase, value: never) => ConformanceCase;
}

/** In how many cases each corner is met, as one may be hidden by another fault. */
export const EACH = 3;

function dimension<Value extends string | number>(
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

/** What is put into one after the other: a file has one name, be it special or not. */
export const UPLOAD_DIMENSIONS: readonly Dimension[] = [
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
  dimension('session key', KEY_TAILS, (situation, sessionKeyTail) => ({
    ...situation,
    rules: [...situation.rules, onCall('getFreeSpace', { act: 'account', sessionKeyTail })],
  })),
  dimension('upload address', ADDRESSES, (situation, template) => ({
    ...situation,
    rules: [...situation.rules, onCall('getUploadFormUrl', { act: 'rewrite', template })],
  })),
  dimension('size', SIZES, (situation, size) => withFile(situation, { size })),
  dimension('content', CONTENTS, (situation, content) => withFile(situation, { content })),
];
