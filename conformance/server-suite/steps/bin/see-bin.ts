import type { ModelFile } from '../../model/model.js';
import { type ModelNode, quoted } from '../../model/node.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import type { Act } from '../../runner/act.js';
import { itemsOf, listMistake } from '../listings/compare-items.js';

/** Looks whether something is in the recycle bin. @param rule the one that it breaks if not */
export async function seeInBin(act: Act, node: ModelNode, rule: ServerRequirement): Promise<void> {
  const mistake = listMistake(await inBin(act, [node], rule), [node]);
  act.see.that(rule, mistake === undefined, () => ({
    did: `In the recycle bin, ${mistake}.`,
    should: `It should have ${quoted(node)} there, as removed.`,
  }));
}

/** Looks whether something is not in the recycle bin. */
export async function seeOutOfBin(
  act: Act,
  nodes: readonly ModelNode[],
  rule: ServerRequirement,
): Promise<void> {
  const [still] = await inBin(act, nodes, rule);
  act.see.that(rule, still === undefined, () => ({
    did: `It listed ${JSON.stringify(still?.name)} in the recycle bin.`,
    should: 'It should not be there any more.',
  }));
}

/** Looks whether files are nowhere. */
export async function seeGone(act: Act, files: readonly ModelFile[], rule: ServerRequirement): Promise<void> {
  if (files.length === 0) return;
  const [still] = await act.value(rule, 'getFiles', { fileIds: files.map(({ id }) => id) });
  act.see.that(rule, still === undefined, () => ({
    did: `It answered getFiles with ${JSON.stringify(still?.name)}, which was deleted for good.`,
    should: 'It should answer without it, as there is no such file.',
  }));
}

const inBin = async (act: Act, nodes: readonly ModelNode[], rule: ServerRequirement) =>
  itemsOf(await act.value(rule, 'getRecycleBinItems', {}), nodes);
