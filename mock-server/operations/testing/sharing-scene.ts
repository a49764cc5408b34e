import { expect } from 'vitest';
import type { Fixture } from '../../world/opening/fixture.js';
import type { ChosenSharing } from '../../world/sharing/sharing-properties.js';
import { as, Caller, ME } from './caller.js';

// What the tests of sharing have in common: a folder of one account that another one may open.

export const OTHER = as('other');
/** Ids of the folder, of what lies in it, and of what lies below. */
export const TOP = 40n;
export const SUB = 41n;
export const DEEP = 42n;
export const PRIVATE = 43n;
export const TOP_FILE = 50n;
export const SUB_FILE = 51n;
export const PRIVATE_FILE = 53n;

/** A caller with a folder `Top` of the first account, shared as said; undefined leaves it private. */
export function sharedScene(
  sharing: ChosenSharing | undefined,
  more: Partial<Fixture> = {},
  owner: Partial<Fixture['accounts'][number]> = {},
) {
  const caller = new Caller({
    ...more,
    accounts: [
      {
        ...ME,
        quota: 1000n,
        maxFileSize: 500n,
        ...owner,
        folders: [
          {
            name: 'Top',
            id: TOP,
            sharing,
            folders: [
              {
                name: 'Sub',
                id: SUB,
                folders: [{ name: 'Deep', id: DEEP }],
                files: [{ name: 'sub.txt', id: SUB_FILE, text: 'sub' }],
              },
            ],
            files: [{ name: 'top.txt', id: TOP_FILE, text: 'top' }],
          },
          {
            name: 'Private',
            id: PRIVATE,
            files: [{ name: 'private.txt', id: PRIVATE_FILE, text: 'private' }],
          },
        ],
      },
      { ...OTHER, quota: 1000n, maxFileSize: 100n },
      { ...as('premium'), premium: true, folders: [{ name: 'P', id: 60n }] },
    ],
  });
  const generated = (dirId: bigint) => {
    const node = caller.world.tree.node(dirId);
    return node ? caller.world.links.password(node) : '';
  };
  /** The code of checkSharedDirAccess for the other account. */
  const check = (dirId: bigint, userDirPassword = '', dirPassword = generated(dirId)) =>
    caller.as(OTHER, 'checkSharedDirAccess', { dirId, dirPassword, userDirPassword });
  const linkOf = (id: bigint) => {
    const node = caller.world.tree.node(id);
    return `http://any.host/${node?.kind === 'folder' ? 'dir' : 'file'}/${node?.code}/x.html`;
  };
  return { caller, world: caller.world, generated, check, linkOf, call: caller.call };
}

/** A scene whose folder the other account has opened. */
export async function openedScene(
  sharing: ChosenSharing,
  ...more: Parameters<typeof sharedScene> extends [unknown, ...infer Rest] ? Rest : never
) {
  const scene = sharedScene(sharing, ...more);
  expect(await scene.check(TOP, sharing.password)).toBe(0);
  const call: typeof scene.call = (name, args) => scene.caller.as(OTHER, name, args);
  return { ...scene, own: scene.call, call };
}
