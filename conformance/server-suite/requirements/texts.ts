import fc, { type Arbitrary } from 'fast-check';
import { names } from '../../client-suite/scenarios/names.js';
import { type Model, type ModelFile, pick } from '../model/model.js';
import { quoted } from '../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../requirement.js';
import type { Probe } from '../runner/probe.js';
import { reference, text } from '../steps/field.js';
import { stepKind } from '../steps/step.js';
import { itemsOf, listMistake } from './tree/compare.js';

const FOLDER_TEXT: ServerRequirement = {
  id: 'SV-75',
  title: 'The description of a folder is returned as it was set, with all its characters.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'setDirDescription, getDirDescription' },
  sequences: ({ newFolder }) => ({
    lead: [newFolder(), describeFolder()],
    among: [describeFolder()],
    most: 2,
  }),
};

const FILE_TEXTS: ServerRequirement = {
  id: 'SV-76',
  title: 'The three texts of a file are returned as they were set, in the same order.',
  level: 'may',
  evidence: { source: 'assumption', about: 'getFileDescription answers what setFileDescription takes' },
  sequences: ({ upload }) => ({ lead: [upload(), describeFile()], among: [describeFile()], most: 2 }),
};

const FAVORITE_ADDED: ServerRequirement = {
  id: 'SV-77',
  title: 'A file that was added to the favorites is among them.',
  level: 'should',
  evidence: { source: 'wiki', about: 'addToFavorites' },
  sequences: ({ upload }) => ({ lead: [upload(), addFavorite()], among: [addFavorite()], most: 2 }),
};

const FAVORITE_REMOVED: ServerRequirement = {
  id: 'SV-78',
  title: 'A file that was removed from the favorites is no longer among them.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'removeFromFavorites' },
  sequences: ({ upload }) => ({ lead: [upload(), addFavorite(), removeFavorite()] }),
};

/** Several lines, each as awkward as names are. */
const lines = (): Arbitrary<string> =>
  fc.array(names(), { minLength: 1, maxLength: 3 }).map((texts) => texts.join('\n'));
const description = text(2_000, lines);

/** Their meaning is not known. */
const FLAGS = { flag1: false, flag2: false } as const;

const describeFolder = stepKind({
  does: 'describe-folder',
  fields: { folder: reference, description },
  target: (model, { folder }) => model.folder(folder),
  text: (folder) => `The suite described the folder ${quoted(folder)}.`,
  async perform(probe, { id: dirId }, { description }) {
    await probe.value(FOLDER_TEXT, 'setDirDescription', { dirId, description, ...FLAGS });
    const now = await probe.value(FOLDER_TEXT, 'getDirDescription', { dirId });
    probe.see(FOLDER_TEXT, now === description, () => ({
      did: `It returned the description ${JSON.stringify(now)}.`,
      should: `It should return ${JSON.stringify(description)}, as it was set.`,
    }));
  },
});

const describeFile = stepKind({
  does: 'describe-file',
  fields: { file: reference, description, keywords: text(2_000, names), comment: description },
  target: (model, { file }) => model.file(file),
  text: (file) => `The suite described the file ${quoted(file)}.`,
  async perform(probe, { id: fileId }, { description, keywords, comment }) {
    const texts = { description, keywords, comment };
    await probe.value(FILE_TEXTS, 'setFileDescription', { fileId, ...texts, ...FLAGS });
    const now = await probe.value(FILE_TEXTS, 'getFileDescription', { fileId });
    const expected = [description, keywords, comment];
    const holds = now.length === expected.length && expected.every((one, i) => one === now[i]);
    probe.see(FILE_TEXTS, holds, () => ({
      did: `It returned the texts ${JSON.stringify(now)}.`,
      should: `It should return ${JSON.stringify(expected)}, as they were set.`,
    }));
  },
});

/** The meaning of the returned number is not known. */
const addFavorite = stepKind({
  does: 'add-favorite',
  fields: { file: reference },
  target: (model, { file }) => model.file(file),
  text: (file) => `The suite added ${quoted(file)} to the favorites.`,
  async perform(probe, file, _, model) {
    model.favorites.add(file);
    await probe.value(FAVORITE_ADDED, 'addToFavorites', { fileId: file.id });
    await seeFavorite(probe, model, file, FAVORITE_ADDED);
  },
});

const removeFavorite = stepKind({
  does: 'remove-favorite',
  fields: { file: reference },
  target: ({ openFiles, favorites }, { file }) =>
    pick(
      openFiles.filter((each) => favorites.has(each)),
      file,
    ),
  text: (file) => `The suite removed ${quoted(file)} from the favorites.`,
  async perform(probe, file, _, model) {
    await probe.value(FAVORITE_REMOVED, 'removeFromFavorites', { fileId: file.id });
    model.favorites.delete(file);
    await seeFavorite(probe, model, file, FAVORITE_REMOVED);
  },
});

async function seeFavorite(
  probe: Probe,
  { favorites }: Model,
  file: ModelFile,
  requirement: ServerRequirement,
): Promise<void> {
  const items = await probe.value(requirement, 'getFavorites', {});
  const mistake = listMistake(itemsOf(items, [file]), favorites.has(file) ? [file] : []);
  probe.see(requirement, mistake === undefined, () => ({
    did: `It listed the favorites incorrectly: ${mistake}.`,
    should: `It should list ${quoted(file)} among them exactly as long as that is a favorite.`,
  }));
}

/** Descriptions and favorites. */
export const TEXTS: RequirementGroup = {
  requirements: [FOLDER_TEXT, FILE_TEXTS, FAVORITE_ADDED, FAVORITE_REMOVED],
  steps: [describeFolder, describeFile, addFavorite, removeFavorite],
};
