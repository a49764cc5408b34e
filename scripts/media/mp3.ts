import { big } from './binary.js';

/** The encoding of silence: MPEG-1 layer III, one channel. */
export interface Silence {
  readonly seconds: number;
  readonly kilobits: 32 | 64;
  readonly hertz: 44_100 | 48_000;
}

const SAMPLES_PER_FRAME = 1152;

const BITRATE_BITS = { 32: 1, 64: 5 } as const;
const SAMPLE_RATE_BITS = { 44100: 0, 48000: 1 } as const;

/** Frames of silence: valid headers without data, which decoders read as samples of value 0. */
export function silentFrames({ seconds, kilobits, hertz }: Silence): Buffer {
  const frames = Math.round((seconds * hertz) / SAMPLES_PER_FRAME);
  const exact = (SAMPLES_PER_FRAME / 8) * ((kilobits * 1000) / hertz);
  return Buffer.concat(
    Array.from({ length: frames }, (_, index) => {
      // A frame gets a padding byte whenever the rounding error has grown to a whole byte.
      const padding = Math.floor(exact * (index + 1)) - Math.floor(exact * index) - Math.floor(exact);
      const header =
        0xfffb0000 | (BITRATE_BITS[kilobits] << 12) | (SAMPLE_RATE_BITS[hertz] << 10) | (padding << 9) | 0xc0;
      return Buffer.concat([big(header >>> 0, 4), Buffer.alloc(Math.floor(exact) + padding - 4)]);
    }),
  );
}
