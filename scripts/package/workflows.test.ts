import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { validateWorkflow } from '@action-validator/core';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const FOLDER = '.github/workflows';
const WORKFLOWS = readdirSync(FOLDER);

/** All commands of a workflow. */
const commandsOf = (text: string): string[] =>
  Object.values<{ readonly steps: readonly { readonly run?: string }[] }>(parse(text).jobs).flatMap(
    ({ steps }) => steps.flatMap(({ run = '' }) => run),
  );

test.each(WORKFLOWS)('%s is valid, and names scripts and files that exist', (name) => {
  const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
  expect(validateWorkflow(text).errors).toEqual([]);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const command of commandsOf(text)) {
    for (const [, script = ''] of command.matchAll(/npm run (?:--silent )?(\w+)/g))
      expect(scripts).toHaveProperty(script);
    for (const [path] of command.matchAll(/(?:\.ci|scripts)\/[\w./-]+/g))
      expect(existsSync(path), path).toBe(true);
  }
});

test('CI has the versions of Node that the package is for; a release proves where it was made', () => {
  const { jobs } = parse(readFileSync(`${FOLDER}/test.yml`, 'utf8'));
  expect(jobs.test.strategy.matrix.node).toEqual([20, 22, 24]);
  const release = readFileSync(`${FOLDER}/release.yml`, 'utf8');
  const { publish } = parse(release).jobs;
  expect(publish.permissions).toMatchObject({ 'id-token': 'write' });
  expect(commandsOf(release)).toContain('npm publish --provenance --access public ./4shared-testkit-*.tgz');
});
