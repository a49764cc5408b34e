import type { Content, MediaFile, MediaReader } from '../world/platform.js';

/** Reads tags from files. What reads them is loaded when the first one is asked for, since few servers need it. */
export function openMediaReader(): MediaReader {
  return {
    music: oncePerContent(async (file) => (await import('./music.js')).readMusicTags(file)),
    picture: oncePerContent(async (file) => (await import('./pictures.js')).readPictureTags(file)),
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
