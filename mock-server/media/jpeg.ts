import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import decode, { init as initDecoder } from '@jsquash/jpeg/decode.js';
import encode, { init as initEncoder } from '@jsquash/jpeg/encode.js';
import { JPEG_QUALITY } from './picture.js';

const { resolve } = createRequire(import.meta.url);

/** What the codec is started with. It would fetch its code, and print what it finds in damaged pictures. */
const codec = async (name: 'dec' | 'enc') => ({
  wasmBinary: await readFile(resolve(`@jsquash/jpeg/codec/${name}/mozjpeg_${name}.wasm`)),
  printErr: () => {},
});

let started: Promise<unknown> | undefined;

function start(): Promise<unknown> {
  started ??= Promise.all([codec('dec').then(initDecoder), codec('enc').then(initEncoder)]);
  return started;
}

/** Unpacks a JPEG. Throws what is no error for one that is none, or not one of red, green and blue. */
export async function decodeJpeg(bytes: Uint8Array): Promise<ImageData> {
  await start();
  return decode(Uint8Array.from(bytes).buffer);
}

/** Packs a picture as a JPEG. */
export async function encodeJpeg(picture: ImageData): Promise<Uint8Array> {
  await start();
  return new Uint8Array(await encode(picture, { quality: JPEG_QUALITY }));
}
