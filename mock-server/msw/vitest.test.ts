import { setupServer } from 'msw/node';
import { afterAll, test as base, beforeAll, describe, expect } from 'vitest';
import { SENDERS } from './testing/senders.js';
import { SoapClient } from './testing/soap-client.js';
import { fourShared } from './vitest.js';

const [[, send]] = SENDERS as [(typeof SENDERS)[number]];
const client = new SoapClient(send);
const test = base.extend(fourShared());

describe('one after the other', () => {
  test.each(['first', 'second'])('the %s test has a separate world', async (name) => {
    expect(await client.own('getItems', -1)).not.toMatch(/first|second/);
    await client.own('createNewFolder', -1, name);
  });

  test('a test that does not ask for the fake is served, too', async () => {
    expect(await client.own('getFreeSpace')).toBe('16106127234');
  });

  test('rules and journal are those of the test', async ({ fourShared: fake }) => {
    await fake.arm({ on: { kind: 'call' }, do: [{ act: 'return', value: '7' }] });
    expect(await client.own('getFreeSpace')).toBe('7');
    expect(fake.journal.entries()).toHaveLength(1);
  });
});

/** Waits for others that come here, too. */
function meeting(count: number): () => Promise<void> {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let left = count;
  return () => {
    left -= 1;
    if (left === 0) open();
    return opened;
  };
}

describe('at the same time', () => {
  const names = ['A', 'B', 'C'];
  const all = meeting(names.length);
  test.concurrent.for(names)('%s has a separate world', async (name, { fourShared: fake }) => {
    await all();
    await fake.run(async () => {
      await client.own('createNewFolder', -1, name);
      const seen = [...(await client.own('getAllFolders')).matchAll(/<name>([ABC])</g)].map(
        ([, each]) => each,
      );
      expect(seen).toEqual([name]);
    });
    expect(fake.journal.entries()).toHaveLength(2);
  });
});

describe('at the same time, and no request has the name of its test', () => {
  const both = meeting(2);
  const done = meeting(2);
  test.concurrent.for([1, 2])('%i: it is refused, and says what to do', async () => {
    await both();
    const got = await client.get('https://api.4shared.com/jax3/DesktopApp?wsdl');
    expect([got.status, got.body.toString()]).toEqual([
      503,
      expect.stringContaining('fourShared.run(() => ...)'),
    ]);
    await done();
  });
});

describe('with a server that is there already', () => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => {
    expect(server.listHandlers()).toEqual([]);
    server.close();
  });
  const ours = base.extend(
    fourShared({
      server,
      fixture: { accounts: [{ login: 'user@example.com', password: 'secret', quota: 5n }] },
    }),
  );
  ours('it is used', async () => {
    expect(await client.own('getFreeSpace')).toBe('5');
  });
});
