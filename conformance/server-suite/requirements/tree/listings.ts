import fc, { type Arbitrary } from 'fast-check';
import { isFile, type ModelNode, quoted } from '../../model/node.js';
import type { CommonSteps, RequirementGroup, ServerRequirement } from '../../requirement.js';
import { nullable, reference, whole } from '../../steps/field.js';
import { always, stepKind } from '../../steps/step.js';
import { letters } from '../uploads/new-file.js';
import { itemsOf, listMistake } from './compare.js';

/** Small, as only its presence matters. Names of letters alone have an undisputed order. */
const smallFile = ({ upload }: CommonSteps) =>
  upload({ size: fc.integer({ min: 1, max: 9 }), name: letters() });

/** A folder and a small file, so that a listing has something to show. */
export const some = (common: CommonSteps) => [common.newFolder(), smallFile(common)];

/** All steps that change a listing and whose meaning is known. */
export const changes = ({ upload, newFolder, ...more }: CommonSteps) => [
  ...[more.renameFile(), more.removeFile(), more.renameFolder(), more.removeFolder()],
  ...[more.purgeFile(), more.purgeFolder(), newFolder(), upload()],
];

/** The folders are listed after each change, so that no change hides that another one was ignored. */
const seenChanges = (common: CommonSteps) =>
  [
    ...[common.newFolder(), smallFile(common), common.renameFile(), common.renameFolder()],
    ...[common.purgeFile(), common.removeFile(), common.restore()],
    ...[common.purgeFolder(), common.removeFolder()],
  ].flatMap((change) => [change, list()]);

const LISTING: ServerRequirement = {
  id: 'SV-40',
  title: 'A listing shows exactly what is in the folder at that moment, after any changes.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getItems' },
  sequences: (common) => ({
    lead: [...some(common), list(), ...seenChanges(common)],
    among: [common.restore(), ...changes(common), list()],
    last: [list()],
    most: 3,
  }),
};

const COUNT: ServerRequirement = {
  id: 'SV-41',
  title: 'getItemsCount counts what getItems lists.',
  level: 'should',
  evidence: { source: 'client', about: 'the count goes with getItemsPartial' },
  sequences: (common) => ({ lead: some(common), among: changes(common), last: [count(), count()], most: 3 }),
};

/** Names that begin with different letters, so that they differ, and their order is not that of creation. */
const first = (letter: string): { folder: Arbitrary<number>; name: Arbitrary<string> } => ({
  folder: fc.constant(0),
  name: letters().map((text) => `${letter}${text}`),
});

const PAGES: ServerRequirement = {
  id: 'SV-42',
  title: 'getItemsPartial returns a page of the listing from any index on, folders first and sorted by name.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getItemsPartial' },
  sequences: (common) => ({
    lead: [
      ...[common.newFolder(first('z')), common.newFolder(first('y'))],
      ...[common.upload(first('x')), common.upload(first('w'))],
      page({ folder: fc.constant(0), start: fc.constant(0), count: fc.constant(1000) }),
      page({ folder: fc.constant(0), start: fc.constantFrom(1, 2), count: fc.constant(2) }),
      page({ folder: fc.constant(0) }),
    ],
    among: [...some(common), page()],
    last: [page()],
    most: 4,
  }),
};

const FIRST_FOLDERS: ServerRequirement = {
  id: 'SV-44',
  title: 'getAllFolders lists the folders that are directly in the root, and no others.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getAllFolders' },
  sequences: ({ newFolder }) => ({ lead: [newFolder(), listFirstFolders()] }),
};

const ALL_ITEMS: ServerRequirement = {
  id: 'SV-84',
  title: 'getAllItems lists all files and folders of the account at any depth, except removed ones.',
  level: 'may',
  evidence: { source: 'assumption', about: 'all means at any depth' },
  sequences: (common) => ({ lead: some(common), among: changes(common), last: [listAccount()], most: 3 }),
};

/** Lists a folder or, by default, all of them. */
const list = stepKind({
  does: 'list',
  fields: { folder: { ...nullable(reference), any: () => fc.constant<number | null>(null) } },
  target: (model, { folder }) => (folder === null ? model.openFolders : [model.folder(folder)]),
  text: (folders, { folder }) =>
    `The suite listed ${folder === null ? 'each of its folders' : folders.map(quoted).join()}.`,
  async perform(probe, folders, _, model) {
    for (const folder of folders) {
      const items = await probe.value(LISTING, 'getItems', { dirId: folder.id });
      const mistake = listMistake(items, model.nodesIn(folder));
      probe.see(LISTING, mistake === undefined, () => ({
        did: `It listed ${quoted(folder)} incorrectly: ${mistake}.`,
        should: 'It should list what is in the folder after all previous calls, and nothing else.',
      }));
    }
  },
});

const count = stepKind({
  does: 'count',
  fields: { folder: reference },
  target: (model, { folder }) => model.folder(folder),
  text: (folder) => `The suite counted the items of ${quoted(folder)}.`,
  async perform(probe, folder, _, model) {
    const counted = await probe.value(COUNT, 'getItemsCount', { dirId: folder.id });
    const expected = model.nodesIn(folder).length;
    probe.see(COUNT, counted === BigInt(expected), () => ({
      did: `It counted ${counted} items in ${quoted(folder)}.`,
      should: `It should count ${expected}, as many as it holds.`,
    }));
  },
});

/** Gets a page of a listing. Only of a folder whose order is beyond doubt. */
const page = stepKind({
  does: 'page',
  fields: {
    folder: reference,
    start: whole(0, 1_000_000, () => fc.oneof({ arbitrary: fc.nat(4), weight: 3 }, fc.nat(1000))),
    count: whole(0, 1_000_000, () => fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, 1000))),
  },
  target: (model, { folder }) => {
    const chosen = model.folder(folder);
    return isOrderPlain(model.nodesIn(chosen)) ? chosen : undefined;
  },
  text: (folder, { start, count }) =>
    `The suite got ${count} items of ${quoted(folder)} from index ${start} on.`,
  async perform(probe, folder, { start, count }, model) {
    const range = { dirId: folder.id, startIndex: start, count };
    const items = await probe.value(PAGES, 'getItemsPartial', range);
    const expected = model
      .nodesIn(folder)
      .toSorted(inOrder)
      .slice(start, start + count);
    const mistake =
      listMistake(items, expected) ??
      (expected.every(({ id }, i) => id === items[i]?.id) ? undefined : 'the items are in another order');
    probe.see(PAGES, mistake === undefined, () => ({
      did: `It returned ${count} items from index ${start} on incorrectly: ${mistake}.`,
      should: `It should return ${expected.length === 0 ? 'none' : expected.map(quoted).join(', ')}: folders first, both by name.`,
    }));
  },
});

/** Lower-case letters sort alike in every language, and different names of them are never equal. */
function isOrderPlain(nodes: readonly ModelNode[]): boolean {
  const names = nodes.map(({ name }) => name);
  return names.every((name) => /^[a-z]+$/.test(name)) && new Set(names).size === names.length;
}

function inOrder(a: ModelNode, b: ModelNode): number {
  if (isFile(a) !== isFile(b)) return isFile(a) ? 1 : -1;
  return a.name < b.name ? -1 : 1;
}

/** Lists the whole account; items that the suite did not create are ignored. */
const listAccount = stepKind({
  does: 'list-account',
  fields: {},
  target: always,
  text: () => 'The suite listed all items of the account.',
  async perform(probe, _, __, { files, folders, openFolders, openFiles }) {
    const own = itemsOf(await probe.value(ALL_ITEMS, 'getAllItems', {}), [...files, ...folders]);
    const mistake = listMistake(own, [...openFolders, ...openFiles]);
    probe.see(ALL_ITEMS, mistake === undefined, () => ({
      did: `It listed all items of the account incorrectly: ${mistake}.`,
      should: 'It should list everything below the root, except removed items.',
    }));
  },
});

const listFirstFolders = stepKind({
  does: 'list-first-folders',
  fields: {},
  target: always,
  text: () => 'The suite listed the folders of the root.',
  async perform(probe, top, _, { files, folders }) {
    const own = itemsOf(await probe.value(FIRST_FOLDERS, 'getAllFolders', {}), [...files, ...folders]);
    const [strange] = own.filter(({ id }) => id !== top.id);
    probe.see(FIRST_FOLDERS, own.length > 0 && !strange, () => ({
      did: strange
        ? `It listed ${JSON.stringify(strange.name)}, which is not a folder of the root, among the folders of the root.`
        : `It did not list ${quoted(top)} among the folders of the root.`,
      should: 'It should list the folders that are directly in the root.',
    }));
  },
});

/** Listings of folders and of the account. */
export const LISTINGS: RequirementGroup = {
  requirements: [LISTING, COUNT, PAGES, FIRST_FOLDERS, ALL_ITEMS],
  steps: [list, count, page, listAccount, listFirstFolders],
};
