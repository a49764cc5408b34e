import * as v from 'valibot';
import { oneOf, strictTable } from '../schemas/input-schemas.js';
import { ASSUMPTIONS } from '../world/assumptions/assumptions.js';
import { eachField, type SharingProperties, UNSHARED } from '../world/sharing/sharing-properties.js';
import type { Change } from '../world/tree/history.js';
import { LONGEST } from '../world/tree/text-length.js';
import { flag, int, list, long, place, time, upTo } from './value-schemas.js';

const login = upTo(LONGEST.login);
const description = upTo(LONGEST.description);
const flags = v.strictTuple([flag, flag], 'must be two of true or false');

const node = { id: long, name: upTo(LONGEST.name), date: time, code: upTo(LONGEST.name), removed: flag };

const folder = strictTable({
  ...node,
  parent: v.optional(long),
  description: v.optional(strictTable({ description, flags })),
});

const file = strictTable({
  ...node,
  parent: long,
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
  quota: long,
  maxFileSize: long,
  anyPassword: flag,
  nextFileId: v.optional(long),
  sessionKeyTail: upTo(LONGEST.keyTail),
  app: v.optional(upTo(LONGEST.app)),
  uploader: v.optional(strictTable({ version: upTo(LONGEST.uploader), system: upTo(LONGEST.uploader) })),
  root: folder,
});

// The codes have one entry for each change.
const CHANGES = Object.keys(ASSUMPTIONS['history-codes'].preset) as Change[];

const entry = strictTable({
  id: long,
  change: oneOf(CHANGES),
  date: time,
  kind: v.picklist(['file', 'folder'], 'must be file or folder'),
  nodeId: long,
  parentId: long,
  sourceParentId: v.optional(long),
  sourceId: v.optional(long),
  app: v.optional(upTo(LONGEST.app)),
});

const upload = strictTable({
  id: long,
  uploader: login,
  folder: long,
  name: upTo(LONGEST.name),
  fullSize: long,
  surplus: long,
  updates: flag,
  bytes: place,
});

const properties = strictTable(
  eachField((name) => (typeof UNSHARED[name] === 'boolean' ? flag : upTo(LONGEST.name))),
  // Each field is of the kind that its preset is of.
) as v.GenericSchema<unknown, unknown> as v.GenericSchema<unknown, SharingProperties>;

const report = strictTable({
  login,
  id: long,
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
  // The world has no fields that are there and undefined.
  v.transform(({ marked, finished }) => ({
    ...(marked !== undefined && { marked }),
    ...(finished !== undefined && { finished }),
  })),
);

/** The parts of a world's state, each as the part of the world of the same name saves it. */
export const stateEntries = {
  accounts: list(account),
  tree: strictTable({
    ids: strictTable({ next: long, taken: list(long) }),
    folders: list(folder),
    gone: list(long),
    files: list(file),
  }),
  history: strictTable({
    lastId: long,
    logs: list(strictTable({ login, entries: list(entry) })),
    parentsOfGone: list(v.strictTuple([long, long], 'must be two ids')),
  }),
  uploads: strictTable({ enabled: flag, unfinished: list(upload) }),
  sessions: list(strictTable({ key: upTo(LONGEST.name), login })),
  sharing: list(
    strictTable({
      id: long,
      properties,
      opened: list(strictTable({ login, folders: list(long) })),
    }),
  ),
  folderLinks: list(strictTable({ login, folders: list(long) })),
  chosenSettings: list(
    strictTable({
      login,
      chosen: list(v.strictTuple([int, upTo(LONGEST.setting)], 'must be the id of a setting and its value')),
    }),
  ),
  favorites: list(strictTable({ login, ids: list(long), sweepAt: place })),
  abuse: strictTable({ reports: list(report), blocked: list(long) }),
  synchronisation: list(strictTable({ folder: long, login, marks })),
  dataCenterTurn: place,
};
