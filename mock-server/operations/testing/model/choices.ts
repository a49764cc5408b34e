import fc from 'fast-check';
import type { Model } from './model.js';
import type { ModelAccount } from './nodes.js';
import { isShared } from './sharing.js';

/** A value that a random choice becomes once the state is known: the model, who calls, the arguments before. */
export type Choice<Value> = (
  model: Model,
  me: ModelAccount,
  earlier: Readonly<Record<string, unknown>>,
) => Value;

type ChoiceOf<Value> = fc.Arbitrary<Choice<Value>>;

/** A value that depends on nothing. */
export const plain = <Value>(values: fc.Arbitrary<Value>): ChoiceOf<Value> =>
  values.map((value) => () => value);

/** What the id of an argument may belong to. */
const POOLS = {
  file: (model, me) => model.ownedBy(me).filter((node) => node.kind === 'file' && !model.inBin(node)),
  folder: (model, me) => model.openFoldersOf(me),
  binned: (model, me) => model.ownedBy(me).filter((node) => model.inBin(node)),
  upload: (model, me) => model.uploadsOf(me),
  updated: (model, me) => model.uploadsOf(me).filter(({ updates }) => updates),
  sent: (model, me) => model.uploadsOf(me).filter(({ isComplete }) => isComplete),
  dead: (model) => [...model.dead].map((id) => ({ id })),
  foreign: (model, me) => [...model.nodes.values()].filter(({ owner }) => owner !== me),
  shared: (model, me) =>
    [...model.nodes.values()].filter(({ owner }) => owner !== me).filter((node) => isShared(model, node)),
  odd: () => [-1n, 0n, -7n, 99n, 2n ** 63n - 1n].map((id) => ({ id })),
} as const satisfies Record<string, (model: Model, me: ModelAccount) => readonly { readonly id: bigint }[]>;

type Pool = keyof typeof POOLS;

const pick = fc.nat(30);

/** @param weights how often the id is from which pool; the others count 1 */
function anId(weights: Readonly<Partial<Record<Pool, number>>>): ChoiceOf<bigint> {
  const pools = (Object.keys(POOLS) as Pool[]).map((pool) => ({
    weight: weights[pool] ?? 1,
    arbitrary: fc.constant(pool),
  }));
  return fc.tuple(fc.oneof(...pools), pick).map(([pool, index]) => (model, me) => {
    const ids = POOLS[pool](model, me);
    return ids[index % ids.length]?.id ?? 99n;
  });
}

export const aFileId = anId({ file: 15, binned: 2 });
export const aFolderId = anId({ folder: 12, odd: 4 });
export const aBinnedId = anId({ binned: 15 });
/** For an update: perhaps of what is being updated already. */
export const anUpdatedId = anId({ file: 12, updated: 12 });
export const anUploadId = anId({ upload: 10, file: 2 });
export const aSentId = anId({ sent: 15, upload: 3 });
export const anyId = anId({ file: 5, folder: 5, binned: 2 });

/** Several ids, with null where a list has a nil entry. */
export const severalIds = (ids: ChoiceOf<bigint>): ChoiceOf<(bigint | null)[]> =>
  fc
    .array(fc.option(ids, { freq: 10 }), { maxLength: 4 })
    .map((choices) => (model, me, earlier) => choices.map((choice) => choice?.(model, me, earlier) ?? null));

/** Few, so that they meet again; some equal but for case. */
export const aName = plain(
  fc.constantFrom('a', 'A', 'b.txt', 'B.TXT', 'c.mp3', 'd.jpg', 'é & <b> ]]>', 'É & <B> ]]>', ' ', ''),
);

/** Of the history: ids count from 1. */
export const anEntryId = plain(fc.oneof(fc.bigInt(0n, 40n), fc.constantFrom(-1n, 2n ** 63n - 1n)));

export const aText = plain(fc.constantFrom('', 'text', 'a\r\n<&>', 'ß'));
export const aFlag = plain(fc.boolean());
export const aSmallNumber = plain(fc.constantFrom(-1, 0, 1, 2, 3, 5, 20, 2 ** 31 - 1));

/** What is free for an upload, with what a restart of it releases. */
const room: Choice<bigint> = (model, me, { fileId }) =>
  model.freeSpace(me) + ((typeof fileId === 'bigint' && model.upload(me, fileId)?.size) || 0n);

/** What leaves just room enough for a copy of some file. */
const allButAFile: Choice<bigint> = (model, me) => {
  const file = POOLS.file(model, me)[0];
  return model.freeSpace(me) - (file ? model.sizeOf(file) : 0n);
};

/** A limit, or one more. */
const at = (limit: Choice<bigint>): ChoiceOf<bigint> =>
  fc.bigInt(0n, 1n).map(
    (more) =>
      (...state) =>
        limit(...state) + more,
  );

export const aSize: ChoiceOf<bigint> = fc.oneof(
  { weight: 8, arbitrary: plain(fc.bigInt(0n, 20n)) },
  { weight: 1, arbitrary: plain(fc.constantFrom(-1n, 2n ** 63n - 1n)) },
  { weight: 3, arbitrary: at(room) },
  { weight: 3, arbitrary: at(allButAFile) },
  { weight: 3, arbitrary: at((_, me) => me.maxFileSize) },
);

/** The digest of the bytes that `fileId` has, as it is or spelt otherwise, or a wrong one. */
export const aDigest: ChoiceOf<string> = fc
  .constantFrom(
    ...Array<(right: string) => string>(8).fill((right) => right),
    (right) => right.toUpperCase(),
    (right) => right.slice(1),
    () => '1'.repeat(32),
    () => '',
  )
  .map((spell) => (model, me, { fileId }) => {
    const id = typeof fileId === 'bigint' ? fileId : 0n;
    return spell((model.upload(me, id) ?? model.file(me, id))?.md5 ?? '0'.repeat(32));
  });

/** The key of an upload session of the caller, or none. */
export const aSessionKey: ChoiceOf<string> = pick.map(
  (index) =>
    (_, { keys }) =>
      keys[index % (keys.length + 1)] ?? 'no key',
);

export const aDataCenter = plain(fc.constantFrom(188, 236, 188, 236, 1, 0, -1));

/** The address of a page that was seen: also somebody else's, or of what is gone. */
const aSeenLink: ChoiceOf<string> = fc
  .nat(100)
  .map((index) => (model) => [...model.links.values()][index % model.links.size] ?? '');

export const aLink = fc.oneof(
  { weight: 8, arbitrary: aSeenLink },
  {
    weight: 1,
    arbitrary: plain(fc.constantFrom('', 'nonsense', '/file/AAAAAAAA/x.html', 'http://h/folder/')),
  },
);

/** Two that nobody has in the beginning, in several spellings, and some that cannot be signed up with. */
export const aNewLogin = plain(
  fc.constantFrom('new@example.com', 'NEW@example.com', 'more@example.com', 'me@example.com', 'nonsense', ''),
);
export const aNewPassword = plain(fc.constantFrom('p', 'q', ''));

export const aTool = plain(fc.constantFrom('Desktop', 'Desktop', 'no such tool', ''));
export const aPlatform = plain(fc.constantFrom('windows', 'mac', 'LINUX'));

export const aGroupId = plain(fc.constantFrom(1, 2, 3, 4, 0, -1, 5));

const aSetting = fc
  .constantFrom(
    [201, 'true'],
    [201, 'false'],
    [401, 'de'],
    [401, 'xx'],
    [402, '7'],
    [402, 'x'],
    [403, 'ß'],
    [999, ''],
  )
  .map(([id, value]) => ({ id: Number(id), value: String(value), editable: true, possibleValues: [] }));

export const someSettings = plain(
  fc.array(fc.option(aSetting, { freq: 10 }), { maxLength: 3 }).map((settings) => ({ settings })),
);

/** What somebody wants to open: mostly folders of others. */
export const anOpenableId = anId({ foreign: 3, shared: 12 });

export const aSubdomain = plain(fc.constantFrom('music', 'photos', 'two words', '-', ''));

/** All switches of sharing, without an owner's password. */
export const aSharing = plain(
  fc
    .tuple(fc.constantFrom(true, true, false), fc.boolean(), fc.boolean())
    .map(([shared, viewSubfolders, other]) => ({
      ...{
        createSubFolders: other,
        delete: other,
        disableAnonimUpload: other,
        emailOnUpload: other,
        embed: other,
      },
      ...{ fileProperties: other, moderator: other, onlyPublic: other, publicSearch: other, search: other },
      ...{
        subdomainAllowed: other,
        thumbNailOn: other,
        updateFiles: other,
        upload: other,
        viewModeDetails: other,
      },
      ...{ webGrab: other, shared, viewSubfolders },
    })),
);

/** The generated password of the folder `dirId`, if it was ever asked for. */
export const aFolderPassword: ChoiceOf<string> = fc.constantFrom(true, true, true, false).map(
  (isRight) =>
    ({ passwords }, _, { dirId }) =>
      (isRight && passwords.get(BigInt(String(dirId)))) || 'wrong',
);

/** The code in the address of a folder; empty when it is none. */
export const codeIn = (link: string): string => /\/folder\/([^/]+)/.exec(link)?.[1] ?? '';

export const aFolderCode: ChoiceOf<string> = aSeenLink.map(
  (link) =>
    (...state) =>
      codeIn(link(...state)) || 'AAAAAAAA',
);
