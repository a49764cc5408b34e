import fc from 'fast-check';
import { type Choice, type ChoiceOf, plain } from './choice.js';

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
  const file = model.ownedBy(me).find((node) => node.kind === 'file' && !model.inBin(node));
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
export const aSessionKey: ChoiceOf<string> = fc.nat(30).map(
  (index) =>
    (_, { keys }) =>
      keys[index % (keys.length + 1)] ?? 'no key',
);

export const aDataCenter = plain(fc.constantFrom(188, 236, 188, 236, 1, 0, -1));

/** The address of a page that was seen: also one of another account, or of what is gone. */
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

/** Two without an account in the beginning, in several spellings, and some that cannot be signed up with. */
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
