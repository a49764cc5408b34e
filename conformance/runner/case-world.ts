import type { Fixture, World } from '../../mock-server/index.js';
import type { CaseRule, ConformanceCase } from '../scenarios/case.js';

/** As whom clients work. Distinctive, so that both are noticed wherever they should not be. */
export const LOGIN = 'client-17@kit.test';
export const PASSWORD = 'Wombat-4711-Quokka';

/** The state that a case begins with. */
export function fixtureOf({ account, files, folder, firstId }: ConformanceCase): Fixture {
  const there = files.filter((file) => file.there);
  const content = { files: there.map(({ name, size }) => ({ name, size: BigInt(size) })) };
  const used = there.reduce((sum, { size }) => sum + BigInt(size), 0n);
  return {
    firstId: BigInt(firstId),
    accounts: [
      {
        login: LOGIN,
        password: PASSWORD,
        quota: BigInt(account.freeSpace) + used,
        maxFileSize: BigInt(account.maxFileSize),
        ...(folder === null ? content : { folders: [{ name: folder, ...content }] }),
      },
    ],
  };
}

/** The rule for no other account than the one of the case. */
export const forAccount = (rule: CaseRule): CaseRule => ({
  ...rule,
  on: { ...(rule['on'] as object), account: LOGIN },
});

/** The folder of the case. @throws Error when it is gone */
export function homeOf(world: World, { folder }: ConformanceCase) {
  const node = world.find(LOGIN, folder ?? '');
  if (node?.kind !== 'folder') throw new Error(`The folder "${folder}" is gone from the world of its case`);
  return node;
}
