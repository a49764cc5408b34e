import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../drivers/client-under-test.js';
import { execClient } from '../../drivers/exec-client.js';
import { inProcessClient } from '../../drivers/in-process-client.js';
import { runConformance } from '../run-conformance.js';

/** The message about a command that is run for each upload. */
async function messageFor(command: string): Promise<string | undefined> {
  const report = await runConformance(execClient(command), { runs: 1, timeoutMs: 5_000 });
  expect(report).toMatchObject({ verdict: 'undecided', troubles: [{ blame: 'adapter' }] });
  expect(report.requirements.every(({ runs }) => runs === 0)).toBe(true);
  return report.troubles[0]?.message;
}

describe('a client that never comes to the fake is stopped before any case', () => {
  test('with what it ended with and what it printed', async () => {
    const message = await messageFor(`sh -c 'echo wrong host; echo no route >&2; exit 3' {file}`);
    expect(message).toMatch(/no request came to the address that it was given/);
    expect(message).toMatch(/exit 3/);
    expect(message).toMatch(/wrong host/);
    expect(message).toMatch(/no route/);
    expect(message).toMatch(/doctor/);
  });

  test('even if it claims success', async () => {
    expect(await messageFor(`sh -c 'exit 0' {file}`)).toMatch(/claimed success/);
  });

  test('when the program is not there', async () => {
    expect(await messageFor('./no-such-program {file}')).toMatch(/no-such-program/);
  });

  test('when the script is not there', async () => {
    expect(await messageFor(`${process.execPath} no-such-script.js {file}`)).toMatch(/no-such-script/);
  });

  test('when it calls another namespace of the fake, which is named', async () => {
    const client = inProcessClient({
      upload: async ({ soap }) => {
        const body = '<none/>';
        const elsewhere = soap.replace(/~[^/]+/, '~mine');
        await fetch(elsewhere, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
        return {};
      },
    });
    const { troubles } = await runConformance(client, { runs: 1 });
    expect(troubles[0]?.message).toMatch(/It called \S+~mine instead/);
  });
});

test('an adapter that fails at once is named as such', async () => {
  const client = inProcessClient({ upload: async () => ({}) });
  client.start = () => Promise.reject(new AdapterError('not found'));
  expect((await runConformance(client)).troubles).toEqual([{ blame: 'adapter', message: 'not found' }]);
});
