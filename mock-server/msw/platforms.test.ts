import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as portable from './index.js';
import * as node from './node.js';

const base64 = readFileSync('fixtures/media/beach.jpg').toString('base64');
const fixture = { accounts: [{ login: 'a', password: 'p', files: [{ name: 'beach.jpg', base64 }] }] };

test.each([
  ['anywhere, as there is no canvas', portable, 'original'],
  ['on Node', node, 'scaled'],
] as const)('a small picture %s', async (_where, { fourSharedHandlers }, made) => {
  const fake = fourSharedHandlers({ fixture });
  const file = [...(fake.world.account('a')?.root.children ?? [])].find(({ kind }) => kind === 'file');
  const preview = await fake.respond(
    new Request(`http://dc1.4shared.com/img/${file?.code}/beach.jpg?size=20`),
  );
  expect([preview?.status, preview?.headers.get('x-4shared-testkit-preview')]).toEqual([200, made]);
});

test('both modules have the same to offer, and tell the same digest', () => {
  expect(Object.keys(node)).toEqual(Object.keys(portable));
  const digests = [portable, node].map(({ fourSharedHandlers }) => {
    const { world } = fourSharedHandlers({ fixture });
    return [...(world.account('a')?.root.children ?? [])].map((child) => child.kind === 'file' && child.md5);
  });
  expect(digests[0]).toEqual(digests[1]);
});

test('a request for something else is not answered', () => {
  expect(portable.fourSharedHandlers().respond(new Request('http://elsewhere.example/'))).toBeUndefined();
});
