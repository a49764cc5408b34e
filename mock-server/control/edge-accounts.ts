import * as v from 'valibot';
import { EDGE_ACCOUNTS, type EdgeAccount } from '../fixture/edge-accounts.js';
import { route } from './route.js';
import { text } from './schemas.js';

const edgeAccount = v.strictObject({
  name: text('Name of the kind.'),
  login: text('What to log in as, with any password.'),
  group: text('What it is about.'),
  what: text('What the server does.'),
  expected: text('What a correct client does.'),
  evidence: text('Where it is known from that this can happen.'),
});

const written = ({
  name,
  group,
  what,
  expected,
  evidence,
}: EdgeAccount): v.InferOutput<typeof edgeAccount> => ({
  name,
  login: `${name}@edge.test`,
  group,
  what,
  expected,
  evidence,
});

export const edgeAccountRoutes = [
  route({
    method: 'GET',
    path: '/edge-accounts',
    operationId: 'listEdgeAccounts',
    topic: 'accounts',
    summary: 'Accounts that exist without having been made, each with a failure of its own',
    description:
      'A suffix makes another account of the kind, such as `name+2@edge.test`; one that is a number is the size of the file that is going to be uploaded.',
    answers: {
      200: {
        description: 'All kinds of them.',
        schema: v.strictObject({ edgeAccounts: v.array(edgeAccount) }),
      },
    },
    handle: () => ({ value: { edgeAccounts: EDGE_ACCOUNTS.map(written) } }),
  }),
];
