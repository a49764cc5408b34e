import { expect, test } from 'vitest';
import { addressesFor, arrivalAt, isServedThere, readBases } from './hosts.js';

const BASES = readBases(['http://localhost:8080', 'https://files.example/api/']);

test.each([
  ['https://api.4shared.com/jax3/DesktopApp?wsdl', 'api', '/jax3/DesktopApp?wsdl'],
  ['https://api.4shared.com:443/jax2/DesktopApp', 'api', '/jax2/DesktopApp'],
  ['http://API.4shared.com:80/jax2/DesktopApp', 'api', '/jax2/DesktopApp'],
  ['http://www.4shared.com/file/AbCdEfGh/x.html?a=1', 'site', '/file/AbCdEfGh/x.html?a=1'],
  ['https://4shared.com/', 'site', '/'],
  ['http://dc12.4shared.com/main/upload.jsp?sId=x', 'data center', '/main/upload.jsp?sId=x'],
  ['http://dc-1.4shared.com/download/AbCdEfGh/x', 'data center', '/download/AbCdEfGh/x'],
  ['http://localhost:8080/jax3/DesktopApp', 'all', '/jax3/DesktopApp'],
  ['https://files.example/api', 'all', '/'],
  ['https://files.example/api/jax3/DesktopApp', 'all', '/jax3/DesktopApp'],
])('%s is the service', (address, part, target) => {
  expect(arrivalAt(address, BASES)).toMatchObject({ part, target });
});

test.each([
  'https://api.4shared.com:8443/jax3/DesktopApp',
  'https://api.4shared.com.evil.example/jax3/DesktopApp',
  'https://blog.4shared.com/',
  'https://dc.4shared.com/',
  'https://files.example/apiary',
  'http://files.example/api',
  'http://localhost/jax3/DesktopApp',
  'ftp://api.4shared.com/jax3/DesktopApp',
])('%s is something else', (address) => {
  expect(arrivalAt(address, BASES)).toBeUndefined();
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
  ['http://localhost:8080/main/upload.jsp', true],
])('%s is there: %s', (address, there) => {
  const arrival = arrivalAt(address, BASES);
  expect(arrival && isServedThere(arrival)).toBe(there);
});

test.each(['files.example', 'ftp://files.example', 'https://files.example/?a', 'https://a@b.example', ''])(
  '%j is no base address',
  (base) => {
    expect(() => readBases([base])).toThrow(`bases: ${JSON.stringify(base)} must be an address`);
  },
);

test('addresses follow scheme, namespace and base', () => {
  const at = (address: string, prefix = '') => {
    const arrival = arrivalAt(address, BASES);
    return arrival && addressesFor(arrival, prefix, [7, 9]);
  };
  expect(at('https://files.example/api/jax3/DesktopApp', '/~a')).toBe('https://files.example/api/~a');
  const hosts = at('https://api.4shared.com/jax3/DesktopApp', '/~a');
  expect(typeof hosts === 'object' && [hosts.site, hosts.dataCenter(3), hosts.bytesOf(3n)]).toEqual([
    'https://www.4shared.com/~a',
    'https://dc3.4shared.com/~a',
    'https://dc9.4shared.com/~a',
  ]);
});
