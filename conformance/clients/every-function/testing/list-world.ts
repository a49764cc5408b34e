import type { Fixture, FourSharedFake } from '../../../../mock-server/index.js';
import type { ListWorld } from '../calls.js';

/** The account that calls all operations. */
export const ME = { login: 'me@example.com', password: 'secret' };

/** A world in which each operation of the list has something to answer. */
export const LIST_FIXTURE: Fixture = {
  accounts: [
    {
      ...ME,
      premium: true,
      folders: [
        { name: 'Folder', id: 2n, files: [{ name: 'inside.txt', text: 'x' }] },
        { name: 'Empty', id: 3n },
      ],
      files: [
        { name: 'song.mp3', id: 4n, text: 'no music' },
        { name: 'photo.jpg', id: 5n, text: 'no picture' },
        { name: 'film.mp4', id: 6n, text: 'no film' },
        { name: 'scrap.txt', id: 7n, text: 'x' },
      ],
    },
    { login: 'other@example.com', password: 'x', files: [{ name: 'theirs.txt', text: 'y' }] },
  ],
};

/** What the list needs to know of a server that has this world. */
export function listWorld({ world, url }: FourSharedFake): ListWorld {
  const code = (login: string, path: string) => world.find(login, path)?.code ?? '';
  return {
    ...{ folder: 2n, empty: 3n, song: 4n, photo: 5n, film: 6n, scrap: 7n },
    code: code(ME.login, 'Folder'),
    foreignLink: `${url}/document/${code('other@example.com', 'theirs.txt')}/theirs.html`,
  };
}
