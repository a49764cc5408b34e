import type { OperationName } from '../../../drivers/index.js';
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
  readonly put: (testCase: ConformanceCase, value: never) => ConformanceCase;
}

/** In how many cases each corner is met, as one may be hidden by another fault. */
export const EACH = 3;

function dimension<Value>(
  name: string,
  corners: readonly Corner<Value>[],
  put: (testCase: ConformanceCase, value: Value) => ConformanceCase,
  each = EACH,
): Dimension {
  return { name, corners, each, put };
}

const withFile = (testCase: ConformanceCase, change: Partial<CaseFile>): ConformanceCase => ({
  ...testCase,
  files: testCase.files.map((file) => ({ ...file, ...change })),
});

/** Sets one key of a case. */
const setting =
  <Key extends keyof ConformanceCase>(key: Key) =>
  (testCase: ConformanceCase, value: ConformanceCase[Key]): ConformanceCase => ({
    ...testCase,
    [key]: value,
  });

/** Sets one key of its files. */
const settingFile =
  <Key extends keyof CaseFile>(key: Key) =>
  (testCase: ConformanceCase, value: CaseFile[Key]): ConformanceCase =>
    withFile(testCase, { [key]: value });

/** Sets one limit of its account. */
const settingLimit =
  (limit: keyof ConformanceCase['account']) =>
  (testCase: ConformanceCase, value: string): ConformanceCase => ({
    ...testCase,
    account: { ...testCase.account, [limit]: value },
  });

const withRule = (testCase: ConformanceCase, rule: CaseRule): ConformanceCase => ({
  ...testCase,
  rules: [...testCase.rules, rule],
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
  dimension('name', NAMES, settingFile('name')),
  // Each character is met in five places.
  dimension('special name', SPECIAL_NAMES, settingFile('name'), 1),
  dimension('folder', FOLDERS, setting('folder')),
  dimension('login', LOGINS, setting('login')),
  dimension('password', PASSWORDS, setting('password')),
  dimension('first id', FIRST_IDS, setting('firstId')),
  dimension('free space', LIMITS, settingLimit('freeSpace')),
  dimension('largest file', LIMITS, settingLimit('maxFileSize')),
  dimension('data center', DATA_CENTERS, setting('dataCenter')),
  dimension('session key', KEY_TAILS, (testCase, sessionKeyTail) =>
    withRule(testCase, onCall('getFreeSpace', { act: 'account', sessionKeyTail })),
  ),
  dimension('upload address', ADDRESSES, (testCase, template) =>
    withRule(testCase, onCall('getUploadFormUrl', { act: 'rewrite', template })),
  ),
  dimension('size', SIZES, settingFile('size')),
  dimension('content', CONTENTS, settingFile('content')),
  dimension('whole file', WHOLE_FILES, withFile),
];

const SPELLING = dimension('spelling', PLAIN_SPELLINGS, (testCase, dialect) =>
  withRule(testCase, onAnyCall({ act: 'dialect', dialect })),
);

/** Of files and folders that are there from the beginning: each is listed, downloaded or deleted once. */
const IDS = dimension('first id', FIRST_IDS, setting('firstId'), 1);
const FOLDER = dimension('folder', FOLDERS, setting('folder'), 1);
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
    dimensions: [dimension(name, acts, (testCase, act) => withRule(testCase, onCall(step, act)), 1)],
  };
}

function returned(texts: readonly Corner<string>[]): Corner<ActInput>[] {
  return texts.map(({ value, why }) => corner({ act: 'return', value }, why));
}

/** The corners that every run meets, by what the client must be able to do. */
export const BLOCKS: readonly Block[] = [
  { name: 'uploads', dimensions: UPLOADS },
  {
    name: 'spellings of answers',
    dimensions: [SPELLING],
  },
  {
    name: 'refusals',
    dimensions: [
      dimension('text of uploadFinishFile', FINISH_TEXTS, (testCase, value) =>
        withRule(testCase, onCall('uploadFinishFile', { act: 'return', value })),
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
      dimension('name', NAMES.filter(isTight), settingFile('name'), 1),
      dimension('special name', SPECIAL_NAMES.filter(isTight), settingFile('name'), 1),
      IDS,
      FOLDER,
      dimension('size', LISTED_SIZES, settingFile('size'), 1),
      dimension('number of files', COUNTS, (testCase, count) => ({ ...testCase, files: files(count) }), 1),
      dimension('files of a name', TWINS, (testCase, names) => ({ ...testCase, files: filesOf(names) }), 1),
      dimension('subfolder', SUBFOLDERS, setting('subfolder'), 1),
    ],
  },
  {
    name: 'spellings of listings',
    needs: 'list',
    plain: { files: THERE, steps: [{ does: 'list' }] },
    dimensions: [
      SPELLING,
      dimension('text', TEXTS, (testCase, text) => withFile(testCase, { name: `a${text}b.bin` }), 1),
    ],
  },
  {
    name: 'downloads',
    needs: 'download',
    plain: { files: THERE, steps: [{ does: 'download', file: 0 }] },
    dimensions: [
      IDS,
      FOLDER,
      dimension('size', SIZES, settingFile('size'), 1),
      dimension('content', CONTENTS, settingFile('content'), 1),
      dimension('whole file', WHOLE_FILES, withFile, 1),
      dimension('name', NAMES, settingFile('name'), 1),
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
        (testCase, name) => ({ ...testCase, steps: [{ does: 'createFolder', name: `new ${name}` }] }),
        1,
      ),
      IDS,
    ],
  },
  {
    name: 'free space',
    needs: 'space',
    plain: { files: [], steps: [{ does: 'space' }] },
    dimensions: [dimension('free space', LIMITS, settingLimit('freeSpace'), 1)],
  },
];
