import * as v from 'valibot';
import type { RuleReport } from '../edge-cases/index.js';
import type { Namespace } from '../namespaces/index.js';
import { notFound, type Problem } from './problem.js';
import type { Context } from './request.js';
import { route } from './route.js';
import { ruleReport, writeReport } from './rules.js';
import { text, whole } from './schemas.js';

const facts = v.strictObject({
  name: text('Name.'),
  prefix: text('Prefix of all its paths.'),
  accounts: whole('Number of accounts.'),
  rules: whole('Number of armed rules.'),
  journalEntries: whole('Number of journal entries.'),
  held: whole('Number of held exchanges.'),
  snapshots: whole('Number of snapshots.'),
});

async function report(namespace: Namespace): Promise<v.InferOutput<typeof facts>> {
  await namespace.ready;
  return {
    name: namespace.name,
    prefix: namespace.prefix,
    accounts: [...namespace.world.accounts].length,
    rules: namespace.rules.list().length,
    journalEntries: namespace.journal.report().entries,
    held: namespace.holds.list().length,
    snapshots: namespace.snapshots.list().length,
  };
}

const params = { name: 'Name of the namespace: 1 to 64 letters, digits, dots, dashes and underscores.' };

const unknown = (name: string, { namespaces }: Context): Problem =>
  notFound(
    `There is no namespace "${name}"`,
    namespaces.list().map((namespace) => namespace.name),
  );

const warn = (name: string, { rule }: RuleReport): string =>
  `the rule "${rule.id}" of the namespace ${name} never fired`;

/** Namespaces of the server: list, create, drop. */
export const namespaceRoutes = [
  route({
    method: 'GET',
    path: '/namespaces',
    operationId: 'listNamespaces',
    summary: 'All namespaces except the main one, in the order of their first use',
    answers: {
      200: { description: 'The namespaces.', schema: v.strictObject({ namespaces: v.array(facts) }) },
    },
    handle: async (_, { namespaces }) => ({
      value: { namespaces: await Promise.all(namespaces.list().map(report)) },
    }),
  }),
  route({
    method: 'GET',
    path: '/namespaces/{name}',
    operationId: 'getNamespace',
    summary: 'One namespace, with its counts',
    params,
    answers: { 200: { description: 'The namespace.', schema: facts } },
    problems: ['not-found'],
    handle: async ({ params: { name = '' } }, context) => {
      const namespace = context.namespaces.get(name);
      if (!namespace) throw unknown(name, context);
      return { value: await report(namespace) };
    },
  }),
  route({
    method: 'PUT',
    path: '/namespaces/{name}',
    operationId: 'createNamespace',
    summary: 'Create a namespace, unless it exists',
    description: 'Optional: the first request with its prefix creates it, too.',
    params,
    answers: {
      201: { description: 'It was created.', schema: facts },
      200: { description: 'It exists, and has not changed.', schema: facts },
    },
    problems: ['not-found', 'too-many-namespaces'],
    handle: async ({ params: { name = '' } }, { namespaces }) => {
      const status = namespaces.get(name) ? 200 : 201;
      return { status, value: await report(namespaces.open(name)) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/namespaces/{name}',
    operationId: 'dropNamespace',
    summary: 'Drop a namespace with its files, and list the rules that never fired',
    description: 'Held exchanges are released. The log of the server warns of rules that never fired.',
    params,
    answers: {
      200: {
        description: 'It is removed.',
        schema: v.strictObject({ unusedRules: v.array(ruleReport) }),
      },
    },
    problems: ['not-found'],
    handle: async ({ params: { name = '' } }, context) => {
      const unused = await context.namespaces.drop(name);
      if (!unused) throw unknown(name, context);
      return {
        value: { unusedRules: unused.map(writeReport) },
        warnings: unused.map((rule) => warn(name, rule)),
      };
    },
  }),
];
