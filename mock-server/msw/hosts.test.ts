import { expect, test } from 'vitest';
import { arrivalAt, readBases } from './hosts.js';

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

test.each(['files.example', 'ftp://files.example', 'https://files.example/?a', 'https://a@b.example', ''])(
  '%j is no base address',
  (base) => {
    expect(() => readBases([base])).toThrow(`bases: ${JSON.stringify(base)} must be an address`);
  },
);
