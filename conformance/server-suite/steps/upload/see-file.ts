import { bytesOf, digestOf } from '../../model/content.js';
import type { ModelFile } from '../../model/model.js';
import type { ServerRule } from '../../rules/server-rule.js';
import { TRUE_NAME, TRUE_PLACE } from '../../rules/upload.js';
import type { Act } from '../../runner/act.js';
import { download } from '../links/direct-link.js';

/** Looks whether a file that was just stored is what it should be. @param rule the one that wrong bytes break */
export async function seeFile(act: Act, file: ModelFile, rule: ServerRule): Promise<void> {
  const { id, name, parent, content } = file;
  const item = await act.value(rule, 'getFileInfo', { fileId: id });
  act.see.that(TRUE_NAME, item.name === name, () => ({
    did: `It tells the name ${JSON.stringify(item.name)} of a file that is called ${JSON.stringify(name)}.`,
    should: 'It should tell the very name.',
  }));
  act.see.that(TRUE_PLACE, item.size === BigInt(content.size), () => ({
    did: `It tells the size ${item.size} of a file of ${content.size} bytes.`,
    should: 'It should tell the size.',
  }));
  act.see.that(TRUE_PLACE, item.parentId === parent.id, () => ({
    did: `It tells that the file is in folder ${item.parentId}.`,
    should: `It should be in folder ${parent.id}, in which it was reserved.`,
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
