import { HANDLERS, isThere } from '../mock-server/operations/index.js';
import { ASSUMPTIONS } from '../mock-server/world/world.js';
import { OPERATIONS } from '../wsdl/contract.js';
import { serveCommand } from './serve-command.js';

/** Documents with the sections that are made from the code, by the name between their markers. */
export const DOCUMENTS: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'README.md': { functions: functionTable, help: helpText },
  'mock-server/README.md': { assumptions: assumptionTable },
};

/**
 * A document with its sections written anew. What stands outside the markers stays.
 * @throws Error when the markers of a section are missing
 */
export function withSections(text: string, sections: Readonly<Record<string, () => string>>): string {
  return Object.entries(sections).reduce((document, [name, write]) => {
    const section = new RegExp(`<!-- ${name} -->\n[^]*<!-- /${name} -->`);
    if (!section.test(document)) throw new Error(`the markers of the section ${name} are missing`);
    return document.replace(section, () => `<!-- ${name} -->\n\n${write()}\n\n<!-- /${name} -->`);
  }, text);
}

function functionTable(): string {
  const operations = Object.values(OPERATIONS);
  const names = (group: string, there: boolean): string =>
    operations
      .filter((operation) => operation.group === group && isThere(HANDLERS[operation.name]) === there)
      .map(({ name, since }) => (since === 'jax3' ? `\`${name}\`³` : `\`${name}\``))
      .join(' ');
  const groups = [...new Set(operations.map(({ group }) => group))].sort();
  const rows = groups.map((group) => `| ${group} | ${names(group, true)} | ${names(group, false)} |`);
  return ['| group | there | not yet |', '| --- | --- | --- |', ...rows, '', '³ only in jax3'].join('\n');
}

function helpText(): string {
  const help = serveCommand()
    .configureHelp({ helpWidth: 110 })
    .name('4shared-testkit serve')
    .helpInformation();
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
