import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { names } from '../../../client-suite/scenarios/names.js';
import { quoted } from '../../model/node.js';
import { FILE_TEXTS, FOLDER_TEXT } from '../../rules/texts.js';
import { reference, references, type Step, stepKind } from '../step.js';

const text = v.pipe(v.string(), v.maxLength(2_000));
/** Nobody knows what they are for. */
const FLAGS = { flag1: false, flag2: false } as const;

export const describeFolder = stepKind({
  does: 'describe-folder',
  entries: { folder: reference, description: text },
  tell: (model, { folder }) => `The suite described the folder ${quoted(model.folder(folder))}.`,
  async perform(act, model, { folder, description }) {
    const { id: dirId } = model.folder(folder);
    await act.value(FOLDER_TEXT, 'setDirDescription', { dirId, description, ...FLAGS });
    const told = await act.value(FOLDER_TEXT, 'getDirDescription', { dirId });
    act.see.that(FOLDER_TEXT, told === description, () => ({
      did: `It told the description ${JSON.stringify(told)}.`,
      should: `It should tell ${JSON.stringify(description)}, as it was set.`,
    }));
  },
});

export const describeFile = stepKind({
  does: 'describe-file',
  entries: { file: reference, description: text, keywords: text, comment: text },
  possible: (model) => model.openFiles.length > 0,
  tell: (model, { file }) => `The suite described the file ${quoted(model.file(file) ?? { name: '' })}.`,
  async perform(act, model, { file, ...texts }) {
    const fileId = model.file(file)?.id ?? 0n;
    await act.value(FILE_TEXTS, 'setFileDescription', { fileId, ...texts, ...FLAGS });
    const told = await act.value(FILE_TEXTS, 'getFileDescription', { fileId });
    const expected = [texts.description, texts.keywords, texts.comment];
    const holds = told.length === expected.length && expected.every((one, i) => one === told[i]);
    act.see.that(FILE_TEXTS, holds, () => ({
      did: `It told the texts ${JSON.stringify(told)}.`,
      should: `It should tell ${JSON.stringify(expected)}, as they were set.`,
    }));
  },
});

/** Of several lines, each as awkward as names are. */
const texts = (): Arbitrary<string> =>
  fc.array(names(), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));

export const folderDescriptions = (): Arbitrary<Step> =>
  describeFolder.steps(fc.record({ folder: references(), description: texts() }));
export const fileDescriptions = (): Arbitrary<Step> =>
  describeFile.steps(
    fc.record({ file: references(), description: texts(), keywords: names(), comment: texts() }),
  );
