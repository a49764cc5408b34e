import * as v from 'valibot';
import { oneOf, strictTable } from '../schemas/input-schemas.js';
import { ASSUMPTIONS } from '../world/assumptions.js';
import type { Change } from '../world/history.js';
import { eachField, type SharingProperties, UNSHARED } from '../world/sharing-properties.js';
import { flag, int, list, long, number, place, text } from './value-schemas.js';

const flags = v.strictTuple([flag, flag], 'must be two of true or false');

const node = { id: long, name: text, date: number, code: text, removed: flag };

const folder = strictTable({
  ...node,
  parent: v.optional(long),
  description: v.optional(strictTable({ description: text, flags })),
});

const file = strictTable({
  ...node,
  parent: long,
  downloadCount: place,
  description: v.optional(strictTable({ description: text, keywords: text, comment: text, flags })),
  bytes: place,
  older: list(strictTable({ bytes: place, date: number })),
});

const account = strictTable({
  login: text,
  password: text,
  username: text,
  active: flag,
  banned: flag,
  premium: flag,
  quota: long,
  maxFileSize: long,
  anyPassword: flag,
  nextFileId: v.optional(long),
  sessionKeyTail: text,
  app: v.optional(text),
  uploader: v.optional(strictTable({ version: text, system: text })),
  root: folder,
});

// The codes have one entry for each change.
const CHANGES = Object.keys(ASSUMPTIONS['history-codes'].preset) as Change[];

const entry = strictTable({
  id: long,
  change: oneOf(CHANGES),
  date: number,
  kind: v.picklist(['file', 'folder'], 'must be file or folder'),
  nodeId: long,
  parentId: long,
  sourceParentId: v.optional(long),
  sourceId: v.optional(long),
  app: v.optional(text),
});

const upload = strictTable({
  id: long,
  uploader: text,
  folder: long,
  name: text,
  fullSize: long,
  surplus: long,
  updates: flag,
  bytes: place,
});

const properties = strictTable(
  eachField((name) => (typeof UNSHARED[name] === 'boolean' ? flag : text)),
  // Each field is of the kind that its preset is of.
) as v.GenericSchema<unknown, unknown> as v.GenericSchema<unknown, SharingProperties>;

const report = strictTable({
  login: text,
  id: long,
  date: number,
  isDirectory: flag,
  link: text,
  reason: text,
  name: text,
  company: text,
  email: text,
  phone: text,
  message: text,
});

const marks = v.pipe(
  strictTable({ marked: v.optional(number), finished: v.optional(number) }),
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
    logs: list(strictTable({ login: text, entries: list(entry) })),
    parentsOfGone: list(v.strictTuple([long, long], 'must be two ids')),
  }),
  uploads: strictTable({ enabled: flag, unfinished: list(upload) }),
  sessions: list(strictTable({ key: text, login: text })),
  sharing: list(
    strictTable({
      id: long,
      properties,
      opened: list(strictTable({ login: text, folders: list(long) })),
    }),
  ),
  folderLinks: list(strictTable({ login: text, folders: list(long) })),
  chosenSettings: list(
    strictTable({
      login: text,
      chosen: list(v.strictTuple([int, text], 'must be the id of a setting and its value')),
    }),
  ),
  favorites: list(strictTable({ login: text, ids: list(long), sweepAt: place })),
  abuse: strictTable({ reports: list(report), blocked: list(long) }),
  synchronisation: list(strictTable({ folder: long, login: text, marks })),
  dataCenterTurn: place,
};
