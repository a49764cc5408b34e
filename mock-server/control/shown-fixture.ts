import type { Fixture, FixtureContentsOf, StoredBytes } from '../world/index.js';

/** A fixture without passwords, and without bytes that are not in the fixture itself. */
export async function shownFixture(fixture: Fixture): Promise<object> {
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
