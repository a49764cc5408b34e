import * as v from 'valibot';
import { fixtureSchema } from '../fixture/fixture-schema.js';
import { sentFixture, sentFixtureText } from '../fixture/sent-fixture.js';
import type { Fixture, FixtureContentsOf, StoredBytes } from '../world/index.js';
import { LARGE_LIMIT } from './body.js';
import { route } from './route.js';

const shown = v.looseObject({ accounts: v.array(v.looseObject({ login: v.string() })) });

/** What the world of the namespace begins with: reset, or another fixture. */
export const fixtureRoutes = [
  route({
    method: 'POST',
    path: '/reset',
    operationId: 'reset',
    summary:
      "Restore the initial state: the server's fixture and rules, an empty journal, the machine's time",
    description: 'Held exchanges are released. Snapshots stay.',
    answers: { 204: { description: 'The state is that after the start.' } },
    handle: async (_, { here }) => {
      await here.reset();
      return {};
    },
  }),
  route({
    method: 'GET',
    path: '/fixture',
    operationId: 'getFixture',
    summary: 'The fixture of the current state, without passwords',
    description:
      'Bytes outside of the fixture itself are listed by size and md5. Without passwords, the fixture cannot be loaded again unchanged.',
    answers: { 200: { description: 'The fixture.', schema: shown } },
    handle: async (_, { here }) => ({ value: await shownFixture(here.fixture) }),
  }),
  route({
    method: 'PUT',
    path: '/fixture',
    operationId: 'loadFixture',
    summary: 'Replace all accounts, folders and files',
    description:
      'JSON or YAML, as in fixture files; `file`, which names bytes on the disk of the server, is refused. Rules, journal, clock and snapshots stay.',
    body: {
      schema: fixtureSchema,
      example: { accounts: [{ login: 'me@example.com', password: 'secret', quota: '1000000' }] },
      limit: LARGE_LIMIT,
      takesYaml: true,
      read: (sent): Promise<Fixture> =>
        'yaml' in sent ? sentFixtureText(sent.yaml) : sentFixture(sent.json),
    },
    answers: { 204: { description: 'The fixture is loaded.' } },
    handle: async ({ body }, { here }) => {
      await here.load(body);
      return {};
    },
  }),
];

/** A fixture without passwords, and without bytes that are not in the fixture itself. */
async function shownFixture(fixture: Fixture): Promise<object> {
  for (const { whenKnown } of fixture.accounts.flatMap((account) => [...contentsIn(account)]))
    await whenKnown;
  const accounts = fixture.accounts.map(({ password: _, ...account }) => ({
    ...account,
    ...shownContents(account),
  }));
  return { ...fixture, accounts };
}

function* contentsIn({ folders = [], files = [] }: FixtureContentsOf): Generator<StoredBytes> {
  for (const folder of folders) yield* contentsIn(folder);
  for (const { content } of files) if (content) yield content;
}

function shownContents({ folders, files }: FixtureContentsOf): object {
  return {
    ...(folders && {
      folders: folders.map((folder) => ({ ...folder, ...shownContents(folder), ...shownSharing(folder) })),
    }),
    ...(files && {
      files: files.map(({ content, ...file }) =>
        content === undefined ? file : { ...file, size: content.size, md5: content.md5 },
      ),
    }),
  };
}

function shownSharing({
  sharing,
}: {
  readonly sharing?: { readonly password?: string | undefined } | undefined;
}): object {
  if (sharing === undefined) return {};
  const { password: _, ...rest } = sharing;
  return { sharing: rest };
}
