import * as v from 'valibot';
import type { SnapshotInfo } from '../namespaces/index.js';
import { jsonOf, SNAPSHOT_LIMIT, SNAPSHOT_VALUES } from './body.js';
import { route } from './route.js';
import { isoTime, text, whole } from './schemas.js';

const info = v.strictObject({
  name: text('Name.'),
  time: isoTime('When it was taken or imported, by the clock of the namespace.'),
  accounts: whole('How many accounts are in it.'),
  files: whole('How many files are in it.'),
});

const written = ({ time, ...rest }: SnapshotInfo): v.InferOutput<typeof info> => ({
  ...rest,
  time: new Date(time).toISOString(),
});

const params = { name: 'Name of the snapshot.' };

export const snapshotRoutes = [
  route({
    method: 'GET',
    path: '/snapshots',
    operationId: 'listSnapshots',
    topic: 'snapshots',
    summary: 'All snapshots of the namespace',
    answers: { 200: { description: 'The snapshots.', schema: v.strictObject({ snapshots: v.array(info) }) } },
    handle: (_, { here }) => ({ value: { snapshots: here.snapshots.list().map(written) } }),
  }),
  route({
    method: 'PUT',
    path: '/snapshots/{name}',
    operationId: 'saveSnapshot',
    topic: 'snapshots',
    summary: 'Keep the present state with all bytes under a name, in place of an older one of it',
    description:
      'Rules, journal and clock are not part of it. It outlives a reset and ends with the namespace.',
    params,
    answers: { 200: { description: 'It is kept.', schema: info } },
    handle: async ({ params: { name = '' } }, { here }) => {
      await here.ready;
      return { value: written(await here.snapshots.save(name)) };
    },
  }),
  route({
    method: 'POST',
    path: '/snapshots/{name}/restore',
    operationId: 'restoreSnapshot',
    topic: 'snapshots',
    summary: 'Put the state of a snapshot in the place of the present one',
    params,
    answers: { 200: { description: 'It is restored, and stays.', schema: info } },
    problems: ['not-found'],
    handle: async ({ params: { name = '' } }, { here }) => ({
      value: written(await here.snapshots.restore(name)),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/snapshots/{name}',
    operationId: 'dropSnapshot',
    topic: 'snapshots',
    summary: 'Forget a snapshot',
    params,
    answers: { 204: { description: 'It is gone.' } },
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
    topic: 'snapshots',
    summary: 'A snapshot as JSON, with the bytes of all files and with passwords',
    params,
    answers: {
      200: {
        description: 'The snapshot; the answer breaks off when it is dropped meanwhile.',
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
    topic: 'snapshots',
    summary: 'Keep an exported snapshot under a name, in place of an older one of it',
    params,
    body: {
      schema: v.looseObject({ format: v.string(), version: v.number() }),
      example: { format: '4shared-testkit snapshot', version: 1, state: {}, stored: [], received: [] },
      limit: SNAPSHOT_LIMIT,
      mostValues: SNAPSHOT_VALUES,
      read: jsonOf,
    },
    answers: { 200: { description: 'It is kept.', schema: info } },
    handle: async ({ params: { name = '' }, body }, { here }) => ({
      value: written(await here.snapshots.import(name, body)),
    }),
  }),
];
