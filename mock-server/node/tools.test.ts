import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../index.js';

const app = createApp({
  fixture: {
    // The first name has the shape of the code of a file.
    tools: [
      { name: 'Uploader', versions: { windows: '<2.0>' } },
      { name: 'Ä & <b>', versions: { 'mac os': '1' } },
    ],
    accounts: [{ login: 'a', password: 'b' }],
  },
});

test('the address of a program leads to a page that says what would be there', async () => {
  for (const path of ['/tools/Uploader/windows', '/tools/uploader/WINDOWS']) {
    const { status, text, type } = await request(app).get(path);
    expect([status, type]).toEqual([200, 'text/html']);
    expect(text).toContain('Uploader &#60;2.0&#62; for windows would be here. This is a stand-in');
  }
  const odd = await request(app).get(`/tools/${encodeURIComponent('Ä & <b>')}/mac%20os`);
  expect(odd.text).toContain('<h1>Ä &#38; &#60;b&#62;</h1>');
});

test.each(['/tools/Uploader/mac', '/tools/Nothing/windows', '/tools/Uploader', '/tools'])(
  'there is nothing at %s',
  async (path) => {
    expect((await request(app).get(path)).status).toBe(404);
  },
);

test('a broken escape is the fault of the client', async () => {
  expect((await request(app).get('/tools/%E0%A4%A/windows')).status).toBe(400);
});
