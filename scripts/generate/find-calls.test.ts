import { expect, test } from 'vitest';
import { calledNames } from './find-calls.js';

test.each([
  "await call('getItems', { dirId })",
  "await caller.call(\n  'getItems',\n)",
  "callAs(as('other'), 'getItems', {})",
  "caller.as({ ...ME, password: p }, 'getItems', {})",
  "calls('getItems', {}, rule)",
  "expectFault(service, me, 'getItems', {}, text)",
  "post(envelope('getItems', login, password, -1))",
  'service.getItems({ arg0: login })',
  'await client.getItemsAsync({})',
  "fetch('http://a//b'); call('getItems', {})",
])('%s calls getItems', (source) => {
  expect(calledNames(source)).toContain('getItems');
});

test.each([
  "// call('getItems', {})",
  "/* call('getItems', {}) */",
  "const name = 'getItems';",
  "expect(names).toContain('getItems')",
  "request('getItems', '<arg0/>')",
  "call('getFiles', { name: 'getItems' })",
  "call(name, 'a', f('getItems'))",
  'this.getItems()',
])('%s does not', (source) => {
  expect(calledNames(source)).not.toContain('getItems');
});
