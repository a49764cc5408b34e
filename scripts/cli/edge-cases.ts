import { Help } from 'commander';
import { type JsonValue, writeRule } from '../../mock-server/edge-cases/index.js';
import {
  EDGE_ACCOUNTS,
  type EdgeAccount,
  type EdgeEvidence,
  edgeAccount,
} from '../../mock-server/fixture/edge-accounts.js';
import { similarity } from '../../mock-server/schemas/similarity.js';

/** The command-line options of `edge-cases`. */
export interface EdgeCasesOptions {
  readonly json?: boolean;
}

/** No edge account has this name. */
export class UnknownEdgeAccount extends Error {
  override readonly name = 'UnknownEdgeAccount';

  constructor(unknown: string) {
    const [wanted = ''] = unknown.split(/[+@]/);
    const [closest] = EDGE_ACCOUNTS.map(({ name }) => name).sort(
      (a, b) => similarity(b, wanted) - similarity(a, wanted),
    );
    super(`unknown edge account '${unknown}'\n(Did you mean ${closest}?)`);
  }
}

const WIDTH = 100;

/** Sources of evidence, in words. */
const EVIDENCE: Readonly<Record<EdgeEvidence, string>> = {
  howto: 'the upload how-to',
  wiki: 'the old wiki',
  wsdl: 'the service description',
  client: 'checks or experience of real clients',
  RI: 'the SOAP stack of the service',
  network: 'any network',
  assumption: 'an assumption',
};

/**
 * The output of `4shared-testkit edge-cases`: all edge accounts, or one of them in full.
 * @param name with or without `+suffix` and `@edge.test`
 * @param width of the terminal in characters
 * @throws UnknownEdgeAccount
 */
export function edgeCases(
  name: string | undefined,
  { json }: EdgeCasesOptions,
  width: number = WIDTH,
): string {
  if (name === undefined) return json ? written(EDGE_ACCOUNTS.map(({ name }) => facts(name))) : table(width);
  return json ? written(facts(name)) : details(name);
}

const loginOf = (name: string): string => (name.includes('@') ? name : `${name}@edge.test`);

function find(name: string) {
  const login = loginOf(name);
  const found = edgeAccount(login);
  if (!found) throw new UnknownEdgeAccount(name);
  return { login, ...found };
}

/** An edge account as JSON, with 64-bit numbers as decimal texts. */
function facts(name: string) {
  const { login, entry, settings, rules } = find(name);
  const { group, what, expected, evidence } = entry;
  return {
    name: entry.name,
    group,
    login,
    what,
    expected,
    evidence,
    settings: settings ? settingsJson(settings) : null,
    rules: rules.map(writeRule),
  };
}

const settingsJson = (settings: object): { readonly [name: string]: JsonValue } =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, typeof value === 'bigint' ? String(value) : value]),
  );

const written = (value: unknown): string => JSON.stringify(value, null, 2);

function table(width: number): string {
  const groups = [...new Set(EDGE_ACCOUNTS.map(({ group }) => group))];
  const column = Math.max(...EDGE_ACCOUNTS.map(({ name }) => name.length)) + 4;
  const row = ({ name, what, expected }: EdgeAccount): string => {
    const lines = [...wrap(what, width - column), ...wrap(`A client: ${expected}`, width - column)];
    return lines.map((line, i) => `${(i === 0 ? `  ${name}` : '').padEnd(column)}${line}`).join('\n');
  };
  const sections = groups.map((group) =>
    [group, ...EDGE_ACCOUNTS.filter((entry) => entry.group === group).map(row)].join('\n'),
  );
  return [
    ...sections,
    'Log in as NAME@edge.test with any password. NAME+SIZE@edge.test is for a file of SIZE bytes (default: 1000),\n' +
      'and NAME+ANYTHING@edge.test is one more account with the same failure.',
  ].join('\n\n');
}

function details(name: string): string {
  const { login, entry, settings, rules } = find(name);
  const rows = [
    ['The server', entry.what],
    ['A client', entry.expected],
    ['Known from', EVIDENCE[entry.evidence]],
    ['Log in as', `${login}, with any password`],
    ['For a file', `of 123456 bytes: ${entry.name}+123456@edge.test`],
    ['Account', settings ? JSON.stringify(settingsJson(settings)) : 'no password works'],
  ];
  const lines = rows.map(([head = '', text = '']) => `  ${head.padEnd(12)}${text}`);
  const armed = rules.length === 0 ? [] : ['', '  Rules', indented(written(rules.map(writeRule)))];
  return [`${entry.name} (${entry.group})`, '', ...lines, ...armed].join('\n');
}

const wrap = (text: string, width: number): string[] => new Help().boxWrap(text, width).split('\n');

const indented = (text: string): string => text.replace(/^/gm, '  ');
