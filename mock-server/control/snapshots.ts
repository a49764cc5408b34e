import * as v from 'valibot';
import type { SnapshotInfo } from '../namespaces/index.js';
import { jsonOf, SNAPSHOT_LIMIT, SNAPSHOT_VALUES } from './body.js';
import { route } from './route.js';
import { isoTime, text, whole } from './schemas.js';

const info = v.strictObject({
  name: text('Name.'),
  time: isoTime('When it was saved or imported, by the clock of the namespace.'),
  accounts: whole('Number of accounts.'),
  files: whole('Number of files.'),
});

const written = ({ time, ...rest }: SnapshotInfo): v.InferOutput<typeof info> => ({
  ...rest,
  time: new Date(time).toISOString(),
});

const params = { name: 'Name of the snapshot.' };

/** Snapshots of the namespace: save, list, restore, drop, export, import. */
export const snapshotRoutes = [
  route({
    method: 'GET',
    path: '/snapshots',
    operationId: 'listSnapshots',
    summary: 'All snapshots of the namespace',
    answers: { 200: { description: 'The snapshots.', schema: v.strictObject({ snapshots: v.array(info) }) } },
    handle: (_, { here }) => ({ value: { snapshots: here.snapshots.list().map(written) } }),
  }),
  route({
    method: 'PUT',
    path: '/snapshots/{name}',
    operationId: 'saveSnapshot',
    summary: 'Save the current state with all bytes under a name, replacing an older snapshot',
    description: 'Without rules, journal and clock. A snapshot survives a reset and ends with the namespace.',
    params,
    answers: { 200: { description: 'It is saved.', schema: info } },
    handle: async ({ params: { name = '' } }, { here }) => {
      await here.ready;
      return { value: written(await here.snapshots.save(name)) };
    },
  }),
  route({
    method: 'POST',
    path: '/snapshots/{name}/restore',
    operationId: 'restoreSnapshot',
    summary: 'Replace the current state by that of a snapshot',
    params,
    answers: { 200: { description: 'It is restored; the snapshot stays.', schema: info } },
    problems: ['not-found'],
    handle: async ({ params: { name = '' } }, { here }) => ({
      value: written(await here.snapshots.restore(name)),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/snapshots/{name}',
    operationId: 'dropSnapshot',
    summary: 'Drop a snapshot',
    params,
    answers: { 204: { description: 'It is removed.' } },
    problems: ['not-found'],
    handle: async ({ params: { name = '' } }, { here }) => {
      await here.snapshots.drop(name);
      return {};
    },
  }),
  route({
    method: 'GET',
    path: '/snapshots/{name}/export',
    operationId: 'exportSnapshot',
    summary: 'A snapshot as JSON, with the bytes of all files and with passwords',
    params,
    answers: {
      200: {
        description: 'The snapshot; the response breaks off when it is dropped meanwhile.',
        schema: v.looseObject({ format: v.literal('4shared-testkit snapshot'), version: v.number() }),
      },
    },
    problems: ['not-found'],
    handle: async ({ params: { name = '' } }, { here }) => ({ pieces: await here.snapshots.export(name) }),
  }),
  route({
    method: 'PUT',
    path: '/snapshots/{name}/import',
    operationId: 'importSnapshot',
    summary: 'Save an exported snapshot under a name, replacing an older one',
    params,
    body: {
      schema: v.looseObject({ format: v.string(), version: v.number() }),
      example: { format: '4shared-testkit snapshot', version: 1, state: {}, stored: [], received: [] },
      limit: SNAPSHOT_LIMIT,
      mostValues: SNAPSHOT_VALUES,
      read: jsonOf,
    },
    answers: { 200: { description: 'It is saved.', schema: info } },
    handle: async ({ params: { name = '' }, body }, { here }) => ({
      value: written(await here.snapshots.import(name, body)),
    }),
  }),
];
