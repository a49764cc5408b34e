import * as v from 'valibot';
import { strictTable } from '../schemas/input-schemas.js';
import { binSight, directLink, eachBelow, pageLink, type TreeNode, type World } from '../world/index.js';
import { notFound } from './problem.js';
import { route } from './route.js';
import { decimal, flag, isoTime, text, whole, wholeParameter } from './schemas.js';

/** Default length of the list. */
const LIST_LENGTH = 10_000;

/** Byte ranges of an upload to list: more would be a client that sends bytes one by one. */
const MOST_RANGES = 1000;

const node = strictTable({
  id: decimal('Id.'),
  parent: v.optional(decimal('Id of its folder; absent for the root.')),
  kind: v.picklist(['folder', 'file']),
  name: text('Name.'),
  size: v.optional(decimal('Bytes of a file.')),
  date: isoTime('Date of the last change.'),
  isInBin: flag('Whether it, or a folder above it, is in the recycle bin.'),
  isShared: flag('Whether it is a shared folder.'),
  page: text('Address of its page.'),
  bytes: v.optional(text('Address that serves the bytes of a file.')),
});

const upload = strictTable({
  id: decimal('Id of the file that it becomes.'),
  name: text('Name of that file.'),
  folder: decimal('Id of its folder.'),
  fullSize: decimal('Reserved bytes.'),
  received: v.pipe(
    v.array(strictTable({ start: decimal('First byte.'), end: decimal('After the last byte.') })),
    v.description(`Byte ranges that have arrived, in their order; the first ${MOST_RANGES}.`),
  ),
});

/** The contents of an account: folders, files, recycle bin, unfinished uploads. */
export const contentRoutes = [
  route({
    method: 'GET',
    path: '/accounts/{login}/contents',
    operationId: 'listContents',
    summary: 'Folders and files of an account, each folder before its contents, and its unfinished uploads',
    params: { login: 'Login of the account, in any case.' },
    query: {
      limit: wholeParameter(0, 100_000, `Folders and files at most. Default: ${LIST_LENGTH}.`),
    },
    answers: {
      200: {
        description: 'The contents.',
        schema: strictTable({
          nodes: v.array(node),
          isCut: flag('Whether there are more folders and files.'),
          uploads: v.array(upload),
          unfinished: whole('Number of unfinished uploads.'),
        }),
      },
    },
    problems: ['not-found'],
    handle: async ({ params: { login = '' }, query: { limit = LIST_LENGTH } }, { here, base }) => {
      await here.ready;
      const { world } = here;
      const account = world.account(login);
      if (!account) {
        const known = Array.from(world.accounts, (each) => each.login);
        throw notFound(`There is no account "${login}"`, known);
      }
      const isInBin = binSight();
      const nodes: object[] = [];
      let isCut = false;
      for (const each of [account.root, ...eachWithin(account.root, limit)]) {
        isCut = nodes.length === limit;
        if (isCut) break;
        nodes.push(written(each, { world, base, isInBin: isInBin(each) }));
      }
      const uploads = [...world.uploads].filter(({ owner }) => owner === account);
      return {
        value: {
          nodes,
          isCut,
          uploads: uploads.slice(0, MOST_UPLOADS).map(({ id, name, folder, fullSize, bytes }) => ({
            id,
            name,
            folder: folder.id,
            fullSize,
            received: rangesOf(bytes.received),
          })),
          unfinished: uploads.length,
        },
      };
    },
  }),
];

/** Unfinished uploads to list. */
const MOST_UPLOADS = 1000;

function* eachWithin(root: Parameters<typeof eachBelow>[0], limit: number): Generator<TreeNode> {
  let left = limit;
  for (const each of eachBelow(root)) {
    yield each;
    left -= 1;
    if (left < 0) return;
  }
}

function rangesOf(ranges: Iterable<readonly [bigint, bigint]>): { start: bigint; end: bigint }[] {
  const found: { start: bigint; end: bigint }[] = [];
  for (const [start, end] of ranges) {
    if (found.length === MOST_RANGES) break;
    found.push({ start, end });
  }
  return found;
}

interface Seen {
  readonly world: World;
  readonly base: string;
  readonly isInBin: boolean;
}

function written(each: TreeNode, { world, base, isInBin }: Seen): object {
  const { id, kind, name, parent } = each;
  return {
    id,
    ...(parent && { parent: parent.id }),
    kind,
    name,
    ...(each.kind === 'file' && { size: each.size, bytes: directLink(base, each) }),
    date: new Date(each.date).toISOString(),
    isInBin,
    isShared: each.kind === 'folder' && world.sharing.properties(each).shared,
    page: pageLink(base, each),
  };
}
