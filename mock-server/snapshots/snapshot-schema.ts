import * as v from 'valibot';
import { MIRROR_NAMES } from '../world/setting-mirrors.js';
import { SETTING_TYPES } from '../world/settings-table.js';
import { FORMAT, VERSION, type WrittenSnapshot } from './format.js';
import { stateEntries } from './state-schema.js';
import { flag, int, list, long, text } from './value-schemas.js';

const setting = v.strictObject({
  id: int,
  name: text,
  title: v.optional(text),
  type: v.picklist(SETTING_TYPES, `must be one of ${SETTING_TYPES.join(', ')}`),
  preset: v.optional(text),
  possibleValues: v.optional(list(text)),
  editable: v.optional(flag),
  mirrors: v.optional(v.picklist(MIRROR_NAMES, `must be one of ${MIRROR_NAMES.join(', ')}`)),
});

const settings = v.strictObject({
  seed: v.optional(int),
  firstId: v.optional(long),
  dataCenters: v.optional(list(int)),
  uploadsEnabled: v.optional(flag),
  assume: v.optional(v.record(text, text, 'must be a table of names and values')),
  settings: v.optional(
    list(v.strictObject({ id: int, name: text, title: v.optional(text), settings: list(setting) })),
  ),
  tools: v.optional(
    list(v.strictObject({ name: text, versions: v.record(text, text, 'must be a table of versions') })),
  ),
});

const bytes = v.union(
  [v.strictObject({ size: long, md5: text, base64: list(text) }), v.strictObject({ pattern: long })],
  'must have size, md5 and base64, or pattern alone',
);

/** The shape of an exported snapshot, once its JSON was parsed. */
export const snapshotSchema: v.GenericSchema<unknown, WrittenSnapshot> = v.strictObject({
  format: v.literal(FORMAT, `must be "${FORMAT}"`),
  version: v.literal(VERSION, `must be ${VERSION}: another version of the testkit wrote this snapshot`),
  state: v.strictObject({ settings, ...stateEntries }),
  stored: list(bytes),
  received: list(list(v.strictObject({ start: long, end: long, base64: list(text) }))),
});
