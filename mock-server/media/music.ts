import { parseFromTokenizer } from 'music-metadata';
import type { MediaFile, MusicTags } from '../world/index.js';
import { ContentTokenizer } from './content-tokenizer.js';
import { tidyText } from './tidy-text.js';

/**
 * Reads the tags of a piece of music in any format that music-metadata knows; nothing from a damaged one.
 * @throws what the storage throws
 */
export async function readMusicTags(file: MediaFile): Promise<MusicTags> {
  const tokenizer = new ContentTokenizer(file);
  try {
    const { common, format } = await parseFromTokenizer(tokenizer, { skipCovers: true });
    return {
      title: tidyText(common.title),
      artist: tidyText(common.artist),
      album: tidyText(common.album),
      genre: tidyText(common.genre?.[0]),
      track: common.track.no ?? undefined,
      year: common.year,
      bitrate: format.bitrate,
      sampleRate: format.sampleRate,
      seconds: format.duration,
    };
  } catch {
    // Damaged bytes are no error; a failing storage is one.
    if (tokenizer.failure !== undefined) throw tokenizer.failure;
    return {};
  }
}
