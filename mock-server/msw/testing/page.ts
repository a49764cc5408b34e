import { setupWorker } from 'msw/browser';
import { portableMd5 } from '../../storage/portable-digest.js';
import { envelope, returned, textOf } from '../../testing/envelopes.js';
import { fourSharedHandlers } from '../index.js';

// Script of the test page: the how-to with fetch and FormData, against the real addresses.

const SERVICE = 'https://api.4shared.com/jax3/DesktopApp';
const OWN = ['user@example.com', 'secret'] as const;

const fake = fourSharedHandlers();

async function call(operation: string, ...args: readonly (string | number)[]): Promise<string> {
  const headers = { 'content-type': 'text/xml; charset=utf-8' };
  const response = await fetch(SERVICE, { method: 'POST', headers, body: envelope(operation, ...args) });
  return textOf(returned(await response.text()));
}

async function upload(name: string, file: Blob): Promise<string> {
  const key = await call('createUploadSessionKey', ...OWN, -1);
  const form = await call('getUploadFormUrl', await call('getNewFileDataCenter', ...OWN), key);
  const id = await call('uploadStartFile', ...OWN, -1, name, file.size);
  const partSize = Math.ceil(file.size / 2);
  for (let at = 0; at < file.size; at += partSize) {
    const body = new FormData();
    body.append('resumableFileId', id);
    body.append('resumableFirstByte', String(at));
    body.append('fff0', new File([], ''));
    body.append('FilePart', file.slice(at, at + partSize), name);
    await fetch(form, { method: 'POST', body });
  }
  const digest = portableMd5();
  digest.update(new Uint8Array(await file.arrayBuffer()));
  const trouble = await call('uploadFinishFile', ...OWN, id, digest.hex());
  if (trouble !== '') throw new Error(trouble);
  return id;
}

async function picture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(60, 40);
  canvas.getContext('2d')?.fillRect(0, 0, 30, 40);
  return canvas.convertToBlob({ type: 'image/png' });
}

async function run(): Promise<object> {
  await setupWorker(...fake).start({ quiet: true, onUnhandledRequest: 'bypass' });
  const text = new Blob(['ä'.repeat(5000)]);
  const id = await upload('räksmörgås.txt', text);
  const link = await call('getDirectLink', ...OWN, await call('getFileDownloadLink', ...OWN, id));
  const description = await (await fetch(`${SERVICE}?wsdl`)).text();
  const preview = await fetch(
    await call('getSmallImageLink', ...OWN, await upload('a.png', await picture()), 30),
  );
  const small = await createImageBitmap(await preview.blob());
  return {
    link,
    isSame: (await (await fetch(link)).text()) === (await text.text()),
    ports: description.split('<port ').length - 1,
    preview: [small.width, small.height],
    kinds: fake.journal
      .entries()
      .map(({ kind }) => kind[0])
      .join(''),
  };
}

const tell = (result: unknown): Promise<Response> =>
  fetch('/result', { method: 'POST', body: JSON.stringify(result) });

await run().then(tell, (error: unknown) => tell({ error: String(error) }));
