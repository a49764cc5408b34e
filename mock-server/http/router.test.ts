import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainTarget, type Route, routeOf } from './router.js';

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

const route = (
  namespace: string | undefined,
  path: string,
  search: string,
  asked: Route['asked'],
): Route => ({
  namespace,
  path,
  search,
  asked,
});
const JAX2 = { kind: 'endpoint', version: 'jax2', exact: true } as const;

test.each<[target: string, wanted: Route]>([
  ['/jax2/DesktopApp', route(undefined, '/jax2/DesktopApp', '', JAX2)],
  ['/~a/jax2//DesktopApp/?wsdl', route('a', '/jax2/DesktopApp/', 'wsdl', JAX2)],
  ['/~a/JAX2//desktopapp/', route('a', '/JAX2/desktopapp/', '', { ...JAX2, exact: false })],
  [
    'http://h.test:80/~a/servlet/services/DesktopApp#x?y',
    route('a', '/servlet/services/DesktopApp', 'y', JAX2),
  ],
  ['http://h.test', route(undefined, '/', '', { kind: 'front-page' })],
  ['/~a?x=/~b', route('a', '/', 'x=/~b', { kind: 'front-page' })],
  ['/%7Ea/main/upload.jsp?sId=1', route('a', '/main/upload.jsp', 'sId=1', { kind: 'form' })],
  ['/main/upload5.jsp', route(undefined, '/main/upload5.jsp', '', { kind: 'raw' })],
  ['/main/redirect.jsp', route(undefined, '/main/redirect.jsp', '', { kind: 'redirect' })],
  ['/~a/_control/rules?x', route('a', '/_control/rules', 'x', { kind: 'control' })],
  ['/_Control/rules', route(undefined, '/_Control/rules', '', { kind: 'other' })],
  ['/_controls', route(undefined, '/_controls', '', { kind: 'other' })],
  [
    '/tools/a%20b/mac',
    route(undefined, '/tools/a%20b/mac', '', { kind: 'tool', name: 'a%20b', platform: 'mac' }),
  ],
  ['/img/abcdefgh/x.jpg', route(undefined, '/img/abcdefgh/x.jpg', '', { kind: 'preview', code: 'abcdefgh' })],
  ['/playlist/abcdefgh', route(undefined, '/playlist/abcdefgh', '', { kind: 'playlist', code: 'abcdefgh' })],
  ['/file/abcdefgh/x.html', route(undefined, '/file/abcdefgh/x.html', '', { kind: 'other' })],
  ['*', route(undefined, '*', '', { kind: 'other' })],
])('%s goes where its path says', (target, wanted) => expect(routeOf(target)).toEqual(wanted));
