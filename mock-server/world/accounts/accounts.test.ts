import { expect, test, vi } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { LONGEST } from '../tree/text-length.js';
import { World } from '../world.js';

const longest = `a${'x'.repeat(LONGEST.login - 1)}`;
const world = new World(
  { now: () => 1234, digest: md5, contents: new MemoryContentStore() },
  { accounts: [{ login: longest, password: 'p' }] },
);

test('the longest login is found in any case, and a longer one is not looked at', () => {
  expect(world.account(longest.toUpperCase())?.login).toBe(longest);
  const changed = vi.spyOn(String.prototype, 'toLowerCase');
  try {
    expect(world.account(`${longest}x`)).toBeUndefined();
    expect(world.account('x'.repeat(8 * 1024 * 1024))).toBeUndefined();
    expect(changed).not.toHaveBeenCalled();
    world.account(longest);
    expect(changed).toHaveBeenCalledTimes(1);
  } finally {
    changed.mockRestore();
  }
});

test('an account that is made in turns is found when all is there, and its login is taken until then', async () => {
  const files = Array.from({ length: 20_000 }, (_, index) => ({ name: `f${index}` }));
  const made = world.addAccountInTurns({ login: 'new@example.com', password: 'p', files });
  const saved = world.save();
  let turns = 0;
  for (let ended = false; !ended; turns += 1) {
    expect(world.account('new@example.com')).toBeUndefined();
    expect([...world.accounts]).toHaveLength(1);
    ended = await Promise.race([
      made.then(() => true),
      new Promise<false>((resolve) => setTimeout(resolve, 0, false)),
    ]);
  }
  expect(turns).toBeGreaterThan(1);
  expect((await made).root.children.size).toBe(20_000);
  // A snapshot that was asked for meanwhile has all of it.
  expect((await saved).state.tree.files).toHaveLength(20_000);
});

test('one whose id is taken is not added, and its login is free again', async () => {
  const twice = [
    { name: 'a', id: 77n },
    { name: 'b', id: 77n },
  ];
  await expect(
    world.addAccountInTurns({ login: 'other@example.com', password: 'p', files: twice }),
  ).rejects.toThrow('account.files[1].id is 77, which is in use already');
  expect(world.addAccount({ login: 'other@example.com', password: 'p' }).login).toBe('other@example.com');
});
