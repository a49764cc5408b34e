import type { Command } from 'commander';
import { REQUIREMENTS } from '../../conformance/client-suite/requirements/index.js';
import { SERVER_REQUIREMENTS } from '../../conformance/server-suite/index.js';
import { ROUTES, TOPICS } from '../../mock-server/control/routes.js';
import { EDGE_ACCOUNTS } from '../../mock-server/fixture/edge-accounts.js';
import { DEVIATIONS } from '../../mock-server/soap/deviations.js';
import { ASSUMPTIONS } from '../../mock-server/world/index.js';
import type { Evidence } from '../../wsdl/contract.js';
import { helpText } from '../cli/command.js';
import { conformanceCommand } from '../cli/conformance/conformance-command.js';
import { conformanceServerCommand } from '../cli/conformance/conformance-server-command.js';
import { observeCommand } from '../cli/conformance/observe-command.js';
import { serveCommand } from '../cli/serve-command.js';
import { recipesSection } from '../container/recipes.js';
import { cornerTable } from './corner-table.js';
import { allFunctions } from './functions.js';

/** Documents with their generated sections, by the name in the markers. */
export const DOCUMENTS: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'scripts/cli/README.md': { help: () => helpBlock(serveCommand()) },
  'mock-server/operations/functions.md': { functions: functionTable },
  'mock-server/fixture/edge-accounts.md': { 'edge-accounts': edgeAccountTable },
  'conformance/README.md': {
    help: () => helpBlock(conformanceCommand()),
    observe: () => helpBlock(observeCommand()),
  },
  'mock-server/README.md': { assumptions: assumptionTable },
  'mock-server/soap/README.md': { deviations: deviationTable },
  'conformance/client-suite/requirements/README.md': { requirements: requirementTable },
  'conformance/client-suite/scenarios/README.md': { corners: cornerTable },
  'conformance/server-suite/README.md': {
    requirements: serverRequirementTable,
    help: () => helpBlock(conformanceServerCommand()),
  },
  'mock-server/control/README.md': { routes: routeTable },
  'scripts/container/README.md': { recipes: recipesSection },
};

/**
 * A document with its sections generated again. The text outside the markers stays.
 * @throws Error when the markers of a section are missing
 */
export function withSections(text: string, sections: Readonly<Record<string, () => string>>): string {
  return Object.entries(sections).reduce((document, [name, write]) => {
    const section = new RegExp(`<!-- ${name} -->\n[^]*<!-- /${name} -->`);
    if (!section.test(document)) throw new Error(`the markers of the section ${name} are missing`);
    return document.replace(section, () => `<!-- ${name} -->\n\n${write()}\n\n<!-- /${name} -->`);
  }, text);
}

/** Marks of the evidence and the version of a function. */
const EVIDENCE_MARKS: Readonly<Record<Evidence, string>> = {
  howto: 'ˢ',
  wiki: 'ʷ',
  client: 'ᶜ',
  assumption: '',
};
const JAX3_MARK = '³';

const LEGEND =
  'Evidence: ˢ the upload how-to, ʷ the old wiki, ᶜ real clients; no mark: only the description, the rest is an ' +
  'assumption. ³ only in jax3';

function functionTable(): string {
  const functions = allFunctions();
  const groups = [...new Set(functions.map(({ group }) => group))];
  const names = (group: string): string =>
    functions
      .filter((facts) => facts.group === group)
      .map(
        ({ name, evidence, since }) =>
          `\`${name}\`${EVIDENCE_MARKS[evidence]}${since === 'jax3' ? JAX3_MARK : ''}`,
      )
      .join(' ');
  const rows = groups.map((group) => `| ${group} | ${names(group)} |`);
  return ['| group | functions |', '| --- | --- |', ...rows, '', LEGEND].join('\n');
}

function edgeAccountTable(): string {
  const rows = EDGE_ACCOUNTS.map(({ name, what, expected }) => `| \`${name}\` | ${what} | ${expected} |`);
  return ['| name | the server | a correct client |', '| --- | --- | --- |', ...rows].join('\n');
}

function helpBlock(command: Command): string {
  const help = helpText(command.name(`4shared-testkit ${command.name()}`), 110);
  return `\`\`\`text\n${help.trim()}\n\`\`\``;
}

function assumptionTable(): string {
  const rows = Object.entries(ASSUMPTIONS).map(
    ([name, { meaning, written, otherwise }]) =>
      `| \`${name}\` | ${meaning} | \`${written}\` | ${otherwise} |`,
  );
  return ['| name | what it decides | default | otherwise |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function deviationTable(): string {
  const rows = Object.values(DEVIATIONS).map(
    ({ request, reference, here, reason }) => `| ${request} | ${reference} | ${here} | ${reason} |`,
  );
  return ['| a request with | the RI | this server | because |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function requirementTable(): string {
  const rows = REQUIREMENTS.map(({ id, title, level, evidence: { source, about }, needs = [] }) => {
    const needed = needs.map((name) => `\`${name}\``).join(' ');
    return `| ${id} | ${level} | ${title} | ${source}: ${about} | ${needed} |`;
  });
  return [
    '| id | level | what a client does | known from | needs |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function serverRequirementTable(): string {
  const rows = SERVER_REQUIREMENTS.map(
    ({ id, level, title, evidence: { source, about }, touches, assumption }) => {
      const facts = [touches && 'touches the account', assumption && `\`${assumption}\``].filter(Boolean);
      return `| ${id} | ${level} | ${title} | ${source}: ${about} | ${facts.join(', ')} |`;
    },
  );
  return [
    '| id | level | what a server does | known from | |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function routeTable(): string {
  const rows = TOPICS.flatMap((topic) =>
    ROUTES.filter((route) => route.topic === topic).map(
      ({ method, path, summary }) => `| ${topic} | \`${method} ${path}\` | ${summary} |`,
    ),
  );
  return ['| topic | route | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}
