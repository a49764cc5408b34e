import { latePart } from '../late-parts.js';
import type { Content, MediaFile, MediaReader } from '../world/index.js';

const music = latePart(() => import('./music.js'));
const pictures = latePart(() => import('./pictures.js'));

/** Reads tags from files. What reads them is loaded when the first one is asked for, since few servers need it. */
export function openMediaReader(): MediaReader {
  return {
    music: oncePerContent(async (file) => (await music()).readMusicTags(file)),
    picture: oncePerContent(async (file) => (await pictures()).readPictureTags(file)),
  };
}

/** Bytes never change once they belong to a file, so what they tell is kept as long as they are. */
function oncePerContent<Tags>(read: (file: MediaFile) => Promise<Tags>): (file: MediaFile) => Promise<Tags> {
  const known = new WeakMap<Content, Promise<Tags>>();
  return (file) => {
    const tags = known.get(file.content) ?? read(file);
    known.set(file.content, tags);
    tags.catch(() => known.delete(file.content));
    return tags;
  };
}
