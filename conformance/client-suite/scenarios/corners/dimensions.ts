import type { OperationName } from '../../../drivers/client-under-test.js';
import type { CaseFile, CaseRule, ConformanceCase } from '../case.js';
import { PLAIN_SPELLINGS } from '../dialects.js';
import { type ActInput, onAnyCall, onCall, type StepName } from '../rules.js';
import { ADDRESSES, KEY_TAILS } from './addresses.js';
import { BLANK_TEXTS, FINISH_TEXTS } from './answers.js';
import { CONTENTS, WHOLE_FILES } from './contents.js';
import { type Corner, corner } from './corner.js';
import { LOGINS, PASSWORDS } from './credentials.js';
import { FOLDERS, NAMES, SPECIAL_NAMES } from './names.js';
import { DATA_CENTERS, FIRST_IDS, LIMITS, LISTED_SIZES, SIZES } from './numbers.js';
import { NO_ADDRESSES, NO_DATA_CENTERS, NO_FILE_IDS, NO_KEYS } from './refusals.js';
import { TEXTS } from './texts.js';

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

/** Some toolkits drop blanks at the ends of texts: OP-09 is about those. */
function isTight({ value }: Corner<string>): boolean {
  return value === value.trim();
}

/** How many files there are to be listed. */
const COUNTS: readonly Corner<number>[] = [
  corner(0, 'an empty list, which toolkits read as nothing'),
  corner(2, 'several'),
  corner(300, 'a long list'),
];

const filesOf = (names: readonly string[]): ConformanceCase['files'] =>
  names.map((name, size) => ({ name, size, seed: 0, there: true }));

const files = (count: number): ConformanceCase['files'] =>
  filesOf(Array.from({ length: count }, (_, i) => `a${i}.bin`));

/** Names of files that lie in one folder: files have ids, so that they may have the same name. */
const TWINS: readonly Corner<readonly string[]>[] = [
  corner(['a.bin', 'a.bin'], 'is one entry where names are keys'),
  corner(['a.bin', 'A.BIN'], 'is one entry where letter case makes no difference'),
];

const SUBFOLDERS: readonly Corner<string>[] = [corner('b', 'an item that is no file')];

const UPLOADS: readonly Dimension[] = [
  // A file has one name, be it special or not.
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
  dimension('whole file', WHOLE_FILES, withFile),
];

const SPELLING = dimension('spelling', PLAIN_SPELLINGS, (situation, dialect) =>
  withRule(situation, onAnyCall({ act: 'dialect', dialect })),
);

/** Of files and folders that are there from the beginning: each is listed, downloaded or deleted once. */
const IDS = dimension('first id', FIRST_IDS, (situation, firstId) => ({ ...situation, firstId }), 1);
const FOLDER = dimension('folder', FOLDERS, (situation, folder) => ({ ...situation, folder }), 1);
const THERE: ConformanceCase['files'] = [{ name: 'a.bin', size: 100, seed: 0, there: true }];

/** Dimensions whose corners meet in the same cases. */
export interface Block {
  readonly name: string;
  /** What the client must be able to do besides uploading. */
  readonly needs?: OperationName;
  /** What all of its cases have. */
  readonly plain?: Partial<ConformanceCase>;
  readonly dimensions: readonly Dimension[];
}

/** An upload that a single answer ends. */
function refusal(name: string, step: StepName, acts: readonly Corner<ActInput>[]): Block {
  return {
    name,
    dimensions: [dimension(name, acts, (situation, act) => withRule(situation, onCall(step, act)), 1)],
  };
}

function returned(texts: readonly Corner<string>[]): Corner<ActInput>[] {
  return texts.map(({ value, why }) => corner({ act: 'return', value }, why));
}

export const BLOCKS: readonly Block[] = [
  { name: 'uploads', dimensions: UPLOADS },
  {
    name: 'spellings of answers',
    dimensions: [SPELLING],
  },
  {
    name: 'refusals',
    dimensions: [
      dimension('text of uploadFinishFile', FINISH_TEXTS, (situation, value) =>
        withRule(situation, onCall('uploadFinishFile', { act: 'return', value })),
      ),
    ],
  },
  refusal('no session key', 'createUploadSessionKey', NO_KEYS),
  refusal('no data center', 'getNewFileDataCenter', returned(NO_DATA_CENTERS)),
  refusal('no upload address', 'getUploadFormUrl', NO_ADDRESSES),
  refusal('no file id', 'uploadStartFile', returned(NO_FILE_IDS)),
  refusal('blanks of uploadFinishFile', 'uploadFinishFile', returned(BLANK_TEXTS)),
  {
    name: 'listings',
    needs: 'list',
    plain: { files: THERE, steps: [{ does: 'list' }] },
    dimensions: [
      dimension('name', NAMES.filter(isTight), (situation, name) => withFile(situation, { name }), 1),
      dimension(
        'special name',
        SPECIAL_NAMES.filter(isTight),
        (situation, name) => withFile(situation, { name }),
        1,
      ),
      IDS,
      FOLDER,
      dimension('size', LISTED_SIZES, (situation, size) => withFile(situation, { size }), 1),
      dimension('number of files', COUNTS, (situation, count) => ({ ...situation, files: files(count) }), 1),
      dimension('files of a name', TWINS, (situation, names) => ({ ...situation, files: filesOf(names) }), 1),
      dimension('subfolder', SUBFOLDERS, (situation, subfolder) => ({ ...situation, subfolder }), 1),
    ],
  },
  {
    name: 'spellings of listings',
    needs: 'list',
    plain: { files: THERE, steps: [{ does: 'list' }] },
    dimensions: [
      SPELLING,
      dimension('text', TEXTS, (situation, text) => withFile(situation, { name: `a${text}b.bin` }), 1),
    ],
  },
  {
    name: 'downloads',
    needs: 'download',
    plain: { files: THERE, steps: [{ does: 'download', file: 0 }] },
    dimensions: [
      IDS,
      FOLDER,
      dimension('size', SIZES, (situation, size) => withFile(situation, { size }), 1),
      dimension('content', CONTENTS, (situation, content) => withFile(situation, { content }), 1),
      dimension('whole file', WHOLE_FILES, withFile, 1),
      dimension('name', NAMES, (situation, name) => withFile(situation, { name }), 1),
    ],
  },
  {
    name: 'deletions',
    needs: 'delete',
    plain: { files: THERE, steps: [{ does: 'delete', file: 0 }] },
    dimensions: [IDS, FOLDER],
  },
  {
    name: 'new folders',
    needs: 'createFolder',
    plain: { files: [] },
    dimensions: [
      dimension(
        'name of the folder',
        FOLDERS,
        (situation, name) => ({ ...situation, steps: [{ does: 'createFolder', name: `new ${name}` }] }),
        1,
      ),
      IDS,
    ],
  },
  {
    name: 'free space',
    needs: 'space',
    plain: { files: [], steps: [{ does: 'space' }] },
    dimensions: [
      dimension(
        'free space',
        LIMITS,
        (situation, freeSpace) => ({ ...situation, account: { ...situation.account, freeSpace } }),
        1,
      ),
    ],
  },
];
