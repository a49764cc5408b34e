import type { Fixture, WorldView } from '../../../mock-server/index.js';
import type { CaseFile, CaseRule, ConformanceCase } from '../scenarios/case.js';
import { bytesOf } from '../scenarios/case-content.js';
import { LARGEST_DIGESTED, NO_DIGEST } from './account-observation.js';

/** The credentials of a case that has none. Distinctive, so that both are noticed in places where they should not be. */
const LOGIN = 'client-17@kit.test';
const PASSWORD = 'Wombat-4711-Quokka';

/** As whom the client works. */
export const credentialsOf = ({
  login = LOGIN,
  password = PASSWORD,
}: Pick<ConformanceCase, 'login' | 'password'>) => ({
  login,
  password,
});

/** The state that a case begins with. */
export function fixtureOf(testCase: ConformanceCase): Fixture {
  const { account, files, folder, subfolder, firstId, dataCenter } = testCase;
  const there = files.filter((file) => file.there);
  const content = {
    files: there.map((file) => ({ name: file.name, ...contentThere(file) })),
    ...(subfolder !== undefined && { folders: [{ name: subfolder }] }),
  };
  const used = there.reduce((sum, { size }) => sum + BigInt(size), 0n);
  return {
    firstId: BigInt(firstId),
    ...(dataCenter !== undefined && { dataCenters: [dataCenter] }),
    accounts: [
      {
        ...credentialsOf(testCase),
        quota: BigInt(account.freeSpace) + used,
        maxFileSize: BigInt(account.maxFileSize),
        ...(folder === null ? content : { folders: [{ name: folder, ...content }] }),
      },
    ],
  };
}

/** The pattern of fixtures, where a file has no content. The digest of a large one is given: to make it would take longer than a case. */
function contentThere(file: CaseFile) {
  if ((file.text ?? file.content) !== undefined)
    return { base64: Buffer.concat([...bytesOf(file)]).toString('base64') };
  const size = BigInt(file.size);
  return { size, ...(size > LARGEST_DIGESTED && { md5: NO_DIGEST }) };
}

/** The rule for no other account than the one of the case. */
export const forAccount = (rule: CaseRule, login: string): CaseRule => ({
  ...rule,
  on: { ...(rule['on'] as object), account: login },
});

/** The folder of the case. @throws Error when it is gone */
export function homeOf(world: WorldView, testCase: ConformanceCase) {
  const { folder } = testCase;
  const node = world.find(credentialsOf(testCase).login, folder ?? '');
  if (node?.kind !== 'folder') throw new Error(`The folder "${folder}" is gone from the world of its case`);
  return node;
}
