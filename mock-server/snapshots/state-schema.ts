import * as v from 'valibot';
import { oneOf, strictTable } from '../schemas/input-schemas.js';
import { longText, whole } from '../schemas/numbers.js';
import {
  ASSUMPTIONS,
  type Change,
  eachField,
  LONGEST,
  type SharingProperties,
  UNSHARED,
} from '../world/index.js';
import { flag, list, place, time, upTo } from './value-schemas.js';

const login = upTo(LONGEST.login);
const description = upTo(LONGEST.description);
const flags = v.strictTuple([flag, flag], 'must be two of true or false');

const node = { id: longText, name: upTo(LONGEST.name), date: time, code: upTo(LONGEST.name), removed: flag };

const folder = strictTable({
  ...node,
  parent: v.optional(longText),
  description: v.optional(strictTable({ description, flags })),
});

const file = strictTable({
  ...node,
  parent: longText,
  downloadCount: place,
  description: v.optional(strictTable({ description, keywords: description, comment: description, flags })),
  bytes: place,
  older: list(strictTable({ bytes: place, date: time })),
});

const account = strictTable({
  login,
  password: upTo(LONGEST.password),
  username: upTo(LONGEST.username),
  active: flag,
  banned: flag,
  premium: flag,
  quota: longText,
  maxFileSize: longText,
  anyPassword: flag,
  nextFileId: v.optional(longText),
  sessionKeyTail: upTo(LONGEST.keyTail),
  app: v.optional(upTo(LONGEST.app)),
  uploader: v.optional(strictTable({ version: upTo(LONGEST.uploader), system: upTo(LONGEST.uploader) })),
  root: folder,
});

// The codes have one entry for each change.
const CHANGES = Object.keys(ASSUMPTIONS['history-codes'].preset) as Change[];

const entry = strictTable({
  id: longText,
  change: oneOf(CHANGES),
  date: time,
  kind: v.picklist(['file', 'folder'], 'must be file or folder'),
  nodeId: longText,
  parentId: longText,
  sourceParentId: v.optional(longText),
  sourceId: v.optional(longText),
  app: v.optional(upTo(LONGEST.app)),
});

const upload = strictTable({
  id: longText,
  uploader: login,
  folder: longText,
  name: upTo(LONGEST.name),
  fullSize: longText,
  surplus: longText,
  updates: flag,
  bytes: place,
});

const properties = strictTable(
  eachField((name) => (typeof UNSHARED[name] === 'boolean' ? flag : upTo(LONGEST.name))),
  // Each field is of the kind that its preset is of.
) as v.GenericSchema<unknown, unknown> as v.GenericSchema<unknown, SharingProperties>;

const report = strictTable({
  login,
  id: longText,
  date: time,
  isDirectory: flag,
  link: description,
  reason: description,
  name: upTo(LONGEST.name),
  company: description,
  email: description,
  phone: description,
  message: description,
});

const marks = v.pipe(
  strictTable({ marked: v.optional(time), finished: v.optional(time) }),
  // The world has no undefined fields.
  v.transform(({ marked, finished }) => ({
    ...(marked !== undefined && { marked }),
    ...(finished !== undefined && { finished }),
  })),
);

/** The parts of a world's state, each as the part of the world of the same name saves it. */
export const stateEntries = {
  accounts: list(account),
  tree: strictTable({
    ids: strictTable({ next: longText, taken: list(longText) }),
    folders: list(folder),
    gone: list(longText),
    files: list(file),
  }),
  history: strictTable({
    lastId: longText,
    logs: list(strictTable({ login, entries: list(entry) })),
    parentsOfGone: list(v.strictTuple([longText, longText], 'must be two ids')),
  }),
  uploads: strictTable({ enabled: flag, unfinished: list(upload) }),
  sessions: list(strictTable({ key: upTo(LONGEST.name), login })),
  sharing: list(
    strictTable({
      id: longText,
      properties,
      opened: list(strictTable({ login, folders: list(longText) })),
    }),
  ),
  folderLinks: list(strictTable({ login, folders: list(longText) })),
  chosenSettings: list(
    strictTable({
      login,
      chosen: list(
        v.strictTuple([whole(), upTo(LONGEST.setting)], 'must be the id of a setting and its value'),
      ),
    }),
  ),
  favorites: list(strictTable({ login, ids: list(longText), sweepAt: place })),
  abuse: strictTable({ reports: list(report), blocked: list(longText) }),
  synchronisation: list(strictTable({ folder: longText, login, marks })),
  dataCenterTurn: place,
};
