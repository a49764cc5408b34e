import * as v from 'valibot';
import { type JsonValue, writeRule } from '../edge-cases/index.js';
import { ruleSchema } from '../edge-cases/rule-schema.js';
import { EDGE_ACCOUNTS, type EdgeAccount } from '../fixture/edge-accounts.js';
import { accountSchema } from '../fixture/fixture-schema.js';
import { sentAccount } from '../fixture/sent-fixture.js';
import { accountChanges } from '../namespaces/input-schemas.js';
import { strictTable } from '../schemas/input-schemas.js';
import type { FixtureAccount } from '../world/index.js';
import { DEFAULT_LIMIT, jsonBody, jsonOf } from './body.js';
import { Problem } from './problem.js';
import { type Body, route } from './route.js';
import { decimal, flag, text } from './schemas.js';

const report = strictTable({
  login: text('Login.'),
  username: text('The name shown to others.'),
  active: flag('Whether it is activated.'),
  banned: flag('Whether it is banned.'),
  premium: flag('Whether it is a premium account.'),
  quota: decimal('Total space in bytes.'),
  freeSpace: decimal('Free space in bytes.'),
  maxFileSize: decimal('Largest single file in bytes.'),
  space: strictTable({
    stored: decimal('Bytes of files.'),
    binned: decimal('Bytes of files in the recycle bin.'),
    reserved: decimal('Bytes reserved by unfinished uploads.'),
  }),
  rootId: decimal('Id of the root folder.'),
  app: v.optional(text('Name of the last application that sent its designator.')),
});

const params = { login: 'Login of the account, in any case.' };

const newAccount: Body<FixtureAccount> = {
  schema: accountSchema,
  example: {
    login: 'new@example.com',
    password: 'secret',
    quota: '1000000',
    files: [{ name: 'a.txt', text: 'A' }],
  },
  limit: DEFAULT_LIMIT,
  read: (sent) => sentAccount(jsonOf(sent)),
};

const edgeAccount = v.strictObject({
  name: text('Name of the kind.'),
  login: text('Login; any password is accepted.'),
  group: text('Topic.'),
  what: text('What the server does.'),
  expected: text('What a correct client does.'),
  evidence: text('Evidence that this can happen.'),
  rules: v.pipe(
    v.array(ruleSchema),
    v.description('Its rules, to be armed for another account: replace `on.account` and `id`.'),
  ),
});

const written = ({
  name,
  group,
  what,
  expected,
  evidence,
  rules,
}: EdgeAccount): Omit<v.InferOutput<typeof edgeAccount>, 'rules'> & { rules: JsonValue[] } => ({
  name,
  login: `${name}@edge.test`,
  group,
  what,
  expected,
  evidence,
  rules: rules(`${name}@edge.test`, DEFAULT_SIZE).map(writeRule),
});

/** Bytes of the file that a client uploads to an edge account without a number in its login. */
const DEFAULT_SIZE = 1000n;

/** Accounts of the namespace: list, add, one, change; and the kinds of edge accounts. */
export const accountRoutes = [
  route({
    method: 'GET',
    path: '/accounts',
    operationId: 'listAccounts',
    summary: 'All accounts, in the order of their creation',
    answers: { 200: { description: 'The accounts.', schema: strictTable({ accounts: v.array(report) }) } },
    handle: async (_, { here }) => {
      await here.ready;
      return { value: { accounts: here.accounts() } };
    },
  }),
  route({
    method: 'POST',
    path: '/accounts',
    operationId: 'addAccount',
    summary: 'Add an account, optionally with folders and files, as in a fixture',
    body: newAccount,
    answers: { 201: { description: 'The account.', schema: report } },
    problems: ['clash'],
    handle: async ({ body }, { here }) => {
      await here.ready;
      if (here.world.account(body.login))
        throw new Problem('clash', `There is an account "${body.login}" already.`);
      return { value: await here.addAccountInTurns(body) };
    },
  }),
  route({
    method: 'GET',
    path: '/accounts/{login}',
    operationId: 'getAccount',
    summary: 'One account, without its password',
    params,
    answers: { 200: { description: 'The account.', schema: report } },
    problems: ['not-found'],
    handle: async ({ params: { login = '' } }, { here }) => {
      await here.ready;
      return { value: here.account(login) };
    },
  }),
  route({
    method: 'PATCH',
    path: '/accounts/{login}',
    operationId: 'changeAccount',
    summary: 'Change quota, free space, largest file, state, names or password of an account',
    description: 'Omitted fields stay.',
    params,
    body: jsonBody(accountChanges, { freeSpace: '0' }),
    answers: { 200: { description: 'The changed account.', schema: report } },
    problems: ['not-found'],
    handle: async ({ params: { login = '' }, body }, { here }) => {
      await here.ready;
      return { value: here.changeAccount(login, body) };
    },
  }),
  route({
    method: 'GET',
    path: '/edge-accounts',
    operationId: 'listEdgeAccounts',
    summary: 'Accounts that exist without a fixture, each with its own failure',
    description:
      'A suffix makes another account of the kind, such as `name+2@edge.test`; a numeric suffix is the size of the file to upload.',
    answers: {
      200: {
        description: 'All kinds of edge accounts.',
        schema: v.strictObject({ edgeAccounts: v.array(edgeAccount) }),
      },
    },
    handle: () => ({ value: { edgeAccounts: EDGE_ACCOUNTS.map(written) } }),
  }),
];
