import * as v from 'valibot';
import { oneOf, strictTable } from '../schemas/input-schemas.js';
import { longText, whole } from '../schemas/numbers.js';
import { MIRROR_NAMES, SETTING_TYPES } from '../world/index.js';
import { FORMAT, VERSION, type WrittenSnapshot } from './format.js';
import { stateEntries } from './state-schema.js';
import { flag, list, text } from './value-schemas.js';

const setting = strictTable({
  id: whole(),
  name: text,
  title: v.optional(text),
  type: oneOf(SETTING_TYPES),
  preset: v.optional(text),
  possibleValues: v.optional(list(text)),
  editable: v.optional(flag),
  mirrors: v.optional(oneOf(MIRROR_NAMES)),
});

const settings = strictTable({
  seed: v.optional(whole()),
  firstId: v.optional(longText),
  dataCenters: v.optional(list(whole())),
  uploadsEnabled: v.optional(flag),
  assume: v.optional(v.record(text, text, 'must be a table of names and values')),
  settings: v.optional(
    list(strictTable({ id: whole(), name: text, title: v.optional(text), settings: list(setting) })),
  ),
  tools: v.optional(
    list(strictTable({ name: text, versions: v.record(text, text, 'must be a table of versions') })),
  ),
});

const bytes = v.union(
  [strictTable({ size: longText, md5: text, base64: list(text) }), strictTable({ pattern: longText })],
  'must have size, md5 and base64, or pattern alone',
);

/** The shape of an exported snapshot, once its JSON was parsed. */
export const snapshotSchema: v.GenericSchema<unknown, WrittenSnapshot> = strictTable({
  format: v.literal(FORMAT, `must be "${FORMAT}"`),
  version: v.literal(VERSION, `must be ${VERSION}: another version of the testkit wrote this snapshot`),
  state: strictTable({ settings, ...stateEntries }),
  stored: list(bytes),
  received: list(list(strictTable({ start: longText, end: longText, base64: list(text) }))),
});
