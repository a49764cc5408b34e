import { big, latin1 } from './binary.js';

/** The tags of a piece of music. */
export interface SongTags {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly genre: string;
  readonly year: number;
  readonly track: number;
}

/** An ID3v2.3 tag for the start of a file, its texts in UTF-16. */
export const id3v23 = (tags: SongTags): Buffer =>
  tag(3, { ...common(tags), TYER: String(tags.year) }, (text) =>
    Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
  );

/** An ID3v2.4 tag for the start of a file, its texts in UTF-8. */
export const id3v24 = (tags: SongTags): Buffer =>
  tag(4, { ...common(tags), TDRC: String(tags.year) }, (text) =>
    Buffer.concat([Buffer.from([3]), Buffer.from(text)]),
  );

/** An ID3v1.1 tag for the end of a file: 128 bytes in ISO 8859-1, the genre by its number. */
export function id3v1({ title, artist, album, year, track }: SongTags, genreNumber: number): Buffer {
  const field = (text: string, length: number): Buffer =>
    Buffer.concat([latin1(text), Buffer.alloc(length)]).subarray(0, length);
  return Buffer.concat([
    latin1('TAG'),
    field(title, 30),
    field(artist, 30),
    field(album, 30),
    field(String(year), 4),
    field('', 29),
    Buffer.from([track, genreNumber]),
  ]);
}

const common = ({ title, artist, album, genre, track }: SongTags): Record<string, string> => ({
  TIT2: title,
  TPE1: artist,
  TALB: album,
  TCON: genre,
  TRCK: String(track),
});

function tag(
  version: 3 | 4,
  texts: Readonly<Record<string, string>>,
  encode: (text: string) => Buffer,
): Buffer {
  const frames = Object.entries(texts).map(([id, text]) => {
    const body = encode(text);
    const size = version === 4 ? synchsafe(body.length) : big(body.length, 4);
    return Buffer.concat([latin1(id), size, Buffer.alloc(2), body]);
  });
  const body = Buffer.concat(frames);
  return Buffer.concat([latin1('ID3'), Buffer.from([version, 0, 0]), synchsafe(body.length), body]);
}

/** Four bytes with seven bits in each, so that a size never looks like the start of a frame. */
const synchsafe = (value: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));
