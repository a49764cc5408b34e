import { afterAll, beforeAll, expect, test } from 'vitest';
import { md5Of, someBytes, UploadBed } from './testing/upload-bed.js';

let bed: UploadBed;
beforeAll(async () => {
  bed = await UploadBed.start();
});
afterAll(() => bed.close());

test('every wire dialect gives the same', async () => {
  const client = bed.client();
  const bytes = someBytes(10);
  const path = await bed.save(bytes);
  const { rules } = bed.namespace;
  // By the 22nd, every option of a dialect was on once.
  for (let seed = 0; seed < 22; seed++) {
    rules.clear();
    await bed.arm({ on: { kind: 'call' }, do: [{ act: 'dialect', seed }] });
    const name = ` f ${seed} ä<]]>😀`;
    const { id } = await client.upload(path, { name }).catch((error: unknown) => {
      throw new Error(`seed ${seed}: ${error}`);
    });
    const listed = await client.getItems({ dirId: -1n });
    expect(listed, `seed ${seed}`).toEqual([expect.objectContaining({ id, name, md5: md5Of(bytes) })]);
    await client.deleteFileFinal({ fileId: id });
    await bed.arm({
      on: { kind: 'call' },
      do: [{ act: 'fault', text: ' why & <so>', exceptionClass: 'x.Y' }],
    });
    const fault = { kind: 'fault', message: ' why & <so>', exceptionClass: 'x.Y' };
    await expect(client.getFreeSpace(), `seed ${seed}`).rejects.toMatchObject(fault);
  }
});
