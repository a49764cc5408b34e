import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the package has the ready-made fixtures and their files, without their writers', async () => {
  const listed = await new Promise<string>((resolve) =>
    execFile('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], (_error, out) => resolve(out)),
  );
  const paths = Object.values<{ files: { path: string }[] }>(JSON.parse(listed)).flatMap(({ files }) =>
    files.map(({ path }) => path),
  );
  for (const name of ['realistic.yaml', ...readdirSync('fixtures/media').map((file) => `media/${file}`)])
    expect(paths).toContain(`dist/fixtures/${name}`);
  expect(paths).toContain('dist/bundle/scale-worker.js');
  expect(paths).toContain('dist/mock-server/edge-cases/rule.schema.json');
  // The path in conformance/README.md.
  expect(paths).toContain('dist/conformance/action/action.yml');
  expect(paths.filter((path) => path.startsWith('dist/scripts/media'))).toEqual([]);
});
