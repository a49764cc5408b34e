import { expect, test } from 'vitest';
import { hostNames, isServedThere, ownHost, ownHosts } from './hosts.js';

test.each([
  ['api.4shared.com', 'api'],
  ['API.4shared.com:443', 'api'],
  ['api.4shared.com.:80', 'api'],
  ['www.4shared.com', 'site'],
  ['4shared.com', 'site'],
  ['dc12.4shared.com:443', 'data center'],
  ['dc-1.4shared.com', 'data center'],
  ['api.4shared.com:8443', undefined],
  ['api.4shared.com.evil.example', undefined],
  ['evil4shared.com', undefined],
  ['blog.4shared.com', undefined],
  ['dc.4shared.com', undefined],
  ['127.0.0.1:4040', undefined],
  ['', undefined],
])('%j is a host of: %s', (authority, part) => {
  expect(ownHost(authority)?.part).toBe(part);
});

test.each([
  ['https://api.4shared.com/jax3/DesktopApp', true],
  ['https://api.4shared.com/~mine/jax3/DesktopApp', true],
  ['https://api.4shared.com/main/upload.jsp', false],
  ['https://api.4shared.com/file/AbCdEfGh/x.html', false],
  ['https://www.4shared.com/file/AbCdEfGh/x.html', true],
  ['https://www.4shared.com/~mine/get/AbCdEfGh/x.html', true],
  ['https://www.4shared.com/', true],
  ['https://www.4shared.com/~mine', true],
  ['https://www.4shared.com/jax3/DesktopApp', false],
  ['https://www.4shared.com/main/upload.jsp', false],
  ['https://www.4shared.com/_control/reset', false],
  ['https://dc1.4shared.com/main/upload5.jsp', true],
  ['https://dc1.4shared.com/~mine/img/AbCdEfGh/x.jpg?size=3', true],
  ['https://dc1.4shared.com/jax3/DesktopApp', false],
  ['https://dc1.4shared.com/file/AbCdEfGh/x.html', false],
])('%s is there: %s', (address, there) => {
  const { host, pathname, search } = new URL(address);
  const own = ownHost(host);
  expect(own && isServedThere(own.part, pathname + search)).toBe(there);
});

test('addresses follow scheme and namespace', () => {
  const { site, dataCenter, bytesOf } = ownHosts('https', '/~a', [7, 9]);
  expect([site, dataCenter(3), bytesOf(3n)]).toEqual([
    'https://www.4shared.com/~a',
    'https://dc3.4shared.com/~a',
    'https://dc9.4shared.com/~a',
  ]);
});

test('a hosts file has all of them', () => {
  expect(hostNames([1, 7]).every((name) => ownHost(name))).toBe(true);
  expect(hostNames([1, 7])).toContain('dc7.4shared.com');
});
