import { expect, test } from 'vitest';
import { rewriteAddress, rewriteResult } from './rewrite.js';

const ADDRESS = 'http://127.0.0.1:4040/~a/main/upload.jsp?sId=1%26&dcId=2';

test.each([
  ['{return}', ADDRESS, ADDRESS],
  [' {return}#form', ADDRESS, ` ${ADDRESS}#form`],
  ['ftp://{host}{path}?{query}', ADDRESS, 'ftp://127.0.0.1:4040/~a/main/upload.jsp?sId=1%26&dcId=2'],
  ['{scheme}|{hostname}|{port}|{folder}', ADDRESS, 'http|127.0.0.1|4040|/~a/main'],
  [
    '{scheme}|{host}|{hostname}|{port}|{path}|{folder}|{query}',
    'https://x.test',
    'https|x.test|x.test|443||||'.slice(0, -1),
  ],
  ['{hostname}|{port}', 'http://[::1]:80/a', '[::1]|80'],
  ['{hostname}|{port}', 'http://[::1]/a', '[::1]|80'],
  ['{path}|{query}', 'http://x/a/b?c=d#e?f', '/a/b|c=d'],
  ['{nothing} {} $& {path}', 'http://x/$1', '{nothing} {} $& /$1'],
  ['never', '', ''],
  ['never', 'no address', 'no address'],
])('%s of %s is %s', (template, address, rewritten) => {
  expect(rewriteAddress(template, address)).toBe(rewritten);
});

test('the address in a structure is rewritten, and one without it stays', () => {
  const refused = { fileId: 0n, freeSpace: 1n, maxFileSize: 1n };
  expect(rewriteResult('{port}', { ...refused, uploadUrl: ADDRESS })).toEqual({
    ...refused,
    uploadUrl: '4040',
  });
  expect(rewriteResult('{port}', refused)).toBe(refused);
  expect(rewriteResult('{port}', ADDRESS)).toBe('4040');
});
