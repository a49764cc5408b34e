import { bytesOf, digestOf } from '../../model/content.js';
import type { ModelFile } from '../../model/model.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import { TRUE_NAME, TRUE_PLACE } from '../../rules/upload.js';
import type { Act } from '../../runner/act.js';
import { download } from '../links/direct-link.js';

/** Which rules a file breaks that is not what it should be. */
export interface FileRules {
  readonly bytes: ServerRequirement;
  /** Default: the very name. */
  readonly name?: ServerRequirement;
  /** Folder and size. Default: where and with what it was reserved. */
  readonly place?: ServerRequirement;
}

/** Looks whether a file that was just stored is what it should be. */
export async function seeFile(act: Act, file: ModelFile, rules: FileRules): Promise<void> {
  const { id, name, parent, content } = file;
  const { bytes: rule, name: nameRule = TRUE_NAME, place = TRUE_PLACE } = rules;
  const item = await act.value(rule, 'getFileInfo', { fileId: id });
  act.see.that(nameRule, item.name === name, () => ({
    did: `It tells the name ${JSON.stringify(item.name)} of a file that is called ${JSON.stringify(name)}.`,
    should: 'It should tell the very name.',
  }));
  act.see.that(place, item.size === BigInt(content.size), () => ({
    did: `It tells the size ${item.size} of a file of ${content.size} bytes.`,
    should: 'It should tell the size.',
  }));
  act.see.that(place, item.parentId === parent.id, () => ({
    did: `It tells that the file is in folder ${item.parentId}.`,
    should: `It should be in folder ${parent.id}.`,
  }));
  const bytes = await download(act, file, item.downloadLink);
  const expected = bytesOf(content);
  act.see.that(rule, digestOf(bytes) === digestOf(expected), () => ({
    did: `It sent ${bytes.length} bytes of the file that are not those it was given: ${difference(bytes, expected)}.`,
    should: 'It should send the very bytes.',
  }));
}

function difference(bytes: Uint8Array, expected: Uint8Array): string {
  if (bytes.length !== expected.length) return `the file has ${expected.length} bytes`;
  return `they differ from byte ${bytes.findIndex((byte, i) => byte !== expected[i])} on`;
}
