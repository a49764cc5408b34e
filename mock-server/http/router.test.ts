import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainTarget } from './router.js';

test.each([
  ['/jax3/DesktopApp', '/jax3/DesktopApp'],
  ['/jax3/Desktop%41pp?wsdl', '/jax3/DesktopApp?wsdl'],
  ['/%7Eteam/jax3/DesktopApp;jsessionid=A1%2F?x=%41;b', '/~team/jax3/DesktopApp?x=%41;b'],
  ['/jax3;v=1/DesktopApp;a;b=2', '/jax3/DesktopApp'],
  ['//~team///jax3//DesktopApp?x=//y', '/~team/jax3/DesktopApp?x=//y'],
  ['http://a.test//~team//x//', 'http://a.test/~team/x/'],
  ['HTTPS://a.test/;b//c', 'HTTPS://a.test/c'],
  ['/a%2fb%3Bc%3Fd%25 41', '/a%2fb%3Bc%3Fd%25 41'],
  ['/a%4', '/a%4'],
  ['*', '*'],
])('%s is %s', (target, plain) => expect(plainTarget(target)).toBe(plain));

test('what is plain stays, and so does the query of any target', () => {
  fc.assert(
    fc.property(fc.webPath({ size: 'small' }), fc.webQueryParameters(), (path, query) => {
      const target = `${path}?${query}`;
      const plain = plainTarget(target);
      expect(plainTarget(plain)).toBe(plain);
      expect(plain.slice(plain.indexOf('?'))).toBe(`?${query}`);
    }),
  );
});
