import { docx, pdf, videoStub, zip } from './documents.js';
import type { PhotoTags } from './exif.js';
import { id3v1, id3v23, id3v24, type SongTags } from './id3.js';
import { type Silence, silentFrames } from './mp3.js';
import { gif, photo, png, type Scene } from './pictures.js';

/** A piece of music: its tags and its encoding. */
interface Song extends SongTags {
  readonly tagging: 'id3v2.3' | 'id3v2.4' | 'id3v1';
  readonly silence: Silence;
}

/** The generated songs, by file name, with their tags. */
export const SONGS: Readonly<Record<string, Song>> = {
  'overture.mp3': {
    title: 'Ouvertüre in Grün',
    artist: 'Kapelle Morgenröte',
    album: 'Stille Stücke',
    genre: 'Classical',
    year: 2009,
    track: 1,
    tagging: 'id3v2.3',
    silence: { seconds: 3, kilobits: 64, hertz: 48_000 },
  },
  'song.mp3': {
    title: 'Тихая песня ♪',
    artist: '静かな楽団',
    album: 'Stille Stücke',
    genre: 'Folk',
    year: 2011,
    track: 2,
    tagging: 'id3v2.4',
    silence: { seconds: 4, kilobits: 32, hertz: 44_100 },
  },
  'old.mp3': {
    title: 'Canção antiga',
    artist: 'Os Silenciosos',
    album: 'Fita cassete',
    genre: 'Jazz',
    year: 1998,
    track: 7,
    tagging: 'id3v1',
    silence: { seconds: 2, kilobits: 32, hertz: 44_100 },
  },
};

/** The generated photos, by file name, with their tags. */
export const PHOTOS: Readonly<Record<string, PhotoTags & { readonly scene: Scene }>> = {
  'beach.jpg': {
    make: 'Canon',
    model: 'Canon PowerShot A75',
    dateTime: '2012:09:01 12:00:00',
    width: 480,
    height: 360,
    scene: { sky: [40, 110, 200], horizon: [240, 220, 180], ground: [210, 180, 120] },
  },
  'mountain.jpg': {
    make: 'NIKON CORPORATION',
    model: 'NIKON D90',
    dateTime: '2011:07:15 06:30:12',
    width: 360,
    height: 480,
    scene: { sky: [90, 130, 180], horizon: [230, 200, 190], ground: [60, 90, 60] },
  },
};

/** The number of Jazz among the genres of ID3v1. */
const JAZZ = 8;

function music({ tagging, silence, ...tags }: Song): Buffer {
  const frames = silentFrames(silence);
  if (tagging === 'id3v1') return Buffer.concat([frames, id3v1(tags, JAZZ)]);
  return Buffer.concat([tagging === 'id3v2.3' ? id3v23(tags) : id3v24(tags), frames]);
}

/** All sample files by name, always with the same bytes. */
export function sampleFiles(): Map<string, Buffer> {
  return new Map([
    ...Object.entries(SONGS).map(([name, song]) => [name, music(song)] as const),
    ...Object.entries(PHOTOS).map(([name, { scene, ...tags }]) => [name, photo(scene, tags)] as const),
    ['chart.png', png({ sky: [255, 255, 255], horizon: [120, 170, 230], ground: [30, 60, 110] }, 96, 64)],
    ['icon.gif', gif([250, 200, 40], [40, 90, 160])],
    ['manual.pdf', pdf('A manual of one page.')],
    ['letter.docx', docx('Sehr geehrte Damen und Herren,')],
    ['backup.zip', zip({ 'notes.txt': 'Remember the milk.\n', 'empty/readme.txt': '' })],
    ['clip.mp4', videoStub()],
  ]);
}
