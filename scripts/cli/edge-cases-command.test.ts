import { describe, expect, test } from 'vitest';
import { readRule } from '../../mock-server/edge-cases/rule-schema.js';
import { EDGE_ACCOUNTS } from '../../mock-server/fixture/edge-accounts.js';
import { run } from '../testing/command.js';

describe('edge-cases', () => {
  test('lists every edge account with its effect', async () => {
    const { code, out } = await run('edge-cases');
    expect(code).toBe(0);
    for (const { name } of EDGE_ACCOUNTS) expect(out).toMatch(new RegExp(`^  ${name} +[A-Z]`, 'm'));
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(120);
  });

  test('--json has the rules, with 64-bit numbers as texts', async () => {
    const { out } = await run('edge-cases', '--json');
    const listed = JSON.parse(out);
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(EDGE_ACCOUNTS.map(({ name }) => name));
    for (const { rules } of listed) for (const rule of rules) expect(() => readRule(rule)).not.toThrow();
    expect(listed.find(({ name }: { name: string }) => name === 'huge-file-id').settings).toEqual({
      nextFileId: '9007199254740993',
      anyPassword: true,
    });
    expect(listed.find(({ name }: { name: string }) => name === 'wrong-password').settings).toBeNull();
  });

  test('shows one account in full, for a file of the size after the plus', async () => {
    const { out } = await run('edge-cases', 'truncated-download+5000');
    expect(out).toContain('truncated-download (downloads)');
    expect(out).toMatch(/Log in as +truncated-download\+5000@edge\.test, with any password/);
    expect(out).toContain('"afterBytes": "2500"');
    const { login, rules } = JSON.parse((await run('edge-cases', 'zero-datacenter', '--json')).out);
    expect(login).toBe('zero-datacenter@edge.test');
    expect(rules).toEqual([
      {
        id: 'edge:zero-datacenter',
        on: { kind: 'call', operation: 'getNewFileDataCenter', account: 'zero-datacenter@edge.test' },
        do: [{ act: 'return', value: '0' }],
      },
    ]);
  });
});
