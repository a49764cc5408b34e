import { latePart } from '../late-parts.js';
import type { Content, MediaFile, MediaReader } from '../world/index.js';

const music = latePart(() => import('./music.js'));
const pictures = latePart(() => import('./pictures.js'));

/** Reads tags from files. The parsers load on first use, since few servers need them. */
export function openMediaReader(): MediaReader {
  return {
    music: oncePerContent(async (file) => (await music()).readMusicTags(file)),
    picture: oncePerContent(async (file) => (await pictures()).readPictureTags(file)),
  };
}

/** The bytes of a file never change, so tags are cached as long as the content. */
function oncePerContent<Tags>(read: (file: MediaFile) => Promise<Tags>): (file: MediaFile) => Promise<Tags> {
  const known = new WeakMap<Content, Promise<Tags>>();
  return (file) => {
    const tags = known.get(file.content) ?? read(file);
    known.set(file.content, tags);
    tags.catch(() => known.delete(file.content));
    return tags;
  };
}
