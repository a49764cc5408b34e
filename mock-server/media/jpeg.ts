import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import decode, { init as initDecoder } from '@jsquash/jpeg/decode.js';
import encode, { init as initEncoder } from '@jsquash/jpeg/encode.js';
import { JPEG_QUALITY } from './picture.js';

const { resolve } = createRequire(import.meta.url);

/** Options of the codec. By default it fetches its code, and prints errors of damaged pictures. */
const codec = async (name: 'dec' | 'enc') => ({
  wasmBinary: await readFile(resolve(`@jsquash/jpeg/codec/${name}/mozjpeg_${name}.wasm`)),
  printErr: () => {},
});

let started: Promise<unknown> | undefined;

function start(): Promise<unknown> {
  started ??= Promise.all([codec('dec').then(initDecoder), codec('enc').then(initEncoder)]);
  return started;
}

/** Decodes a JPEG. For other input, or one without red, green and blue, it throws values that are no Error. */
export async function decodeJpeg(bytes: Uint8Array): Promise<ImageData> {
  await start();
  return decode(Uint8Array.from(bytes).buffer);
}

/** Encodes a picture as a JPEG. */
export async function encodeJpeg(picture: ImageData): Promise<Uint8Array> {
  await start();
  return new Uint8Array(await encode(picture, { quality: JPEG_QUALITY }));
}
