import type { ModelFile } from '../../model/model.js';
import { type ModelNode, quoted } from '../../model/node.js';
import type { ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { itemsOf, listMistake } from './compare.js';

// Each takes the requirement that is broken if the condition does not hold.

/** Checks that the recycle bin holds a file or folder. */
export async function seeInBin(probe: Probe, node: ModelNode, requirement: ServerRequirement): Promise<void> {
  const mistake = listMistake(await inBin(probe, [node], requirement), [node]);
  probe.see(requirement, mistake === undefined, () => ({
    did: `In the recycle bin, ${mistake}.`,
    should: `It should have ${quoted(node)} there, marked as removed.`,
  }));
}

/** Checks that the recycle bin holds none of these. */
export async function seeOutOfBin(
  probe: Probe,
  nodes: readonly ModelNode[],
  requirement: ServerRequirement,
): Promise<void> {
  const [still] = await inBin(probe, nodes, requirement);
  probe.see(requirement, still === undefined, () => ({
    did: `It listed ${JSON.stringify(still?.name)} in the recycle bin.`,
    should: 'It should no longer be there.',
  }));
}

/** Checks that files exist nowhere. */
export async function seeGone(
  probe: Probe,
  files: readonly ModelFile[],
  requirement: ServerRequirement,
): Promise<void> {
  if (files.length === 0) return;
  const [still] = await probe.value(requirement, 'getFiles', { fileIds: files.map(({ id }) => id) });
  probe.see(requirement, still === undefined, () => ({
    did: `It returned ${JSON.stringify(still?.name)} from getFiles, which was deleted for good.`,
    should: 'It should return no item for it, as the file no longer exists.',
  }));
}

const inBin = async (probe: Probe, nodes: readonly ModelNode[], requirement: ServerRequirement) =>
  itemsOf(await probe.value(requirement, 'getRecycleBinItems', {}), nodes);
