import { beforeEach, expect, test } from 'vitest';
import { OPERATIONS } from '../../wsdl/contract.js';
import { ApiException, GROUPS } from './index.js';
import { Caller, fault, GONE, HELLO, ME } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const callAs: Caller['as'] = (who, name, args) => caller.as(who, name, args);

test('every operation is in exactly one group', () => {
  const names = Object.values(GROUPS).flatMap((group) => Object.keys(group));
  expect(names.sort()).toEqual(Object.keys(OPERATIONS).sort());
});

/** Arguments that no operation should stumble over before it has looked at the credentials. */
const ANY_ARGS = {
  dirId: -1n,
  fileId: 12n,
  fileIds: [],
  name: 'n',
  fullSize: 1n,
  md5: HELLO,
  link: '/file/AAAAAAAA',
};

const names = Object.values(OPERATIONS).map(({ name }) => name);

test.each(names.filter((name) => OPERATIONS[name].faults && name !== 'isExistsLoginPassword'))(
  '%s faults for wrong credentials',
  async (name) => {
    for (const who of [
      { ...ME, password: 'Secret' },
      { ...ME, login: 'stranger' },
      { ...ME, password: '' },
    ]) {
      await expect(callAs(who, name, ANY_ARGS as never)).rejects.toEqual(fault('Invalid login or password'));
    }
  },
);

test('a fault has the name of a Java class', () => {
  expect(new ApiException('x').exceptionClass).toMatch(/^[a-z]+(\.[a-z]+)+\.ApiException$/);
  return expect(call('getFileInfo', { fileId: GONE })).rejects.toHaveProperty(
    'exceptionClass',
    expect.stringMatching(/\.FileNotFoundException$/),
  );
});
