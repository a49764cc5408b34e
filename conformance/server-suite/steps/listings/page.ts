import fc, { type Arbitrary } from 'fast-check';
import { whole } from '../../../../mock-server/schemas/numbers.js';
import { isFile, type ModelNode, quoted } from '../../model/node.js';
import { PAGES } from '../../rules/listings.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { listMistake } from './compare-items.js';

const index = whole(0, 1_000_000);

/** Gets a piece of a listing. Only of a folder in which nobody can doubt what the order is. */
export const page = stepKind({
  does: 'page',
  entries: { folder: reference, start: index, count: index },
  possible: (model, { folder }) => isOrderPlain(model.nodesIn(model.folder(folder))),
  tell: (model, { folder, start, count }) =>
    `The suite asked for ${count} items of ${quoted(model.folder(folder))} from index ${start} on.`,
  async perform(act, model, { folder: where, start, count }) {
    const folder = model.folder(where);
    const items = await act.value(PAGES, 'getItemsPartial', {
      dirId: folder.id,
      startIndex: start,
      count,
    });
    const expected = [...model.nodesIn(folder)].sort(inOrder).slice(start, start + count);
    const mistake =
      listMistake(items, expected) ??
      (expected.every(({ id }, i) => id === items[i]?.id) ? undefined : 'the items are in another order');
    act.see.that(PAGES, mistake === undefined, () => ({
      did: `It gave ${count} items from index ${start} on wrongly: ${mistake}.`,
      should: `It should give ${expected.length === 0 ? 'none' : expected.map(quoted).join(', ')}: folders first, both by name.`,
    }));
  },
});

/** Small letters alone are sorted the same in every language, and different names are never equal. */
function isOrderPlain(nodes: readonly ModelNode[]): boolean {
  const names = nodes.map(({ name }) => name);
  return names.every((name) => /^[a-z]+$/.test(name)) && new Set(names).size === names.length;
}

function inOrder(a: ModelNode, b: ModelNode): number {
  if (isFile(a) !== isFile(b)) return isFile(a) ? 1 : -1;
  return a.name < b.name ? -1 : 1;
}

/** Pages of which each is the whole listing of the first folder. */
export const wholePages = (): Arbitrary<Step> =>
  page.steps(fc.constant({ folder: 0, start: 0, count: 1000 }));

export const pages = (folder = references()): Arbitrary<Step> =>
  page.steps(
    fc.record({
      folder,
      start: fc.oneof({ arbitrary: fc.nat(4), weight: 3 }, fc.nat(1000)),
      count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, 1000)),
    }),
  );
