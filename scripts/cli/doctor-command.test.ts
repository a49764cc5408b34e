import { describe, expect, test, vi } from 'vitest';
import { conclusion, doctorCommand, findingText } from './doctor-command.js';

const failed = {
  step: 'ends on SIGTERM',
  result: 'failed',
  message: 'It is still running.\n\nEnd it.',
} as const;
const ok = { step: 'starts', result: 'ok', message: '' } as const;

test('a finding is a line, with its message below', () => {
  expect(findingText(ok)).toBe('ok       starts\n');
  expect(findingText(failed)).toBe(
    'failed   ends on SIGTERM\n         It is still running.\n         \n         End it.\n',
  );
});

test('the last line counts failed steps, or gives the next command', () => {
  expect(conclusion([ok, failed])).toBe('1 of 2 steps failed. Fix the adapter, then run the doctor again.');
  expect(conclusion([ok])).toBe('The adapter works. Next: the same command without the word doctor.');
});

async function run(...args: readonly string[]) {
  let text = '';
  let exitCode: unknown;
  const print = (piece: unknown): boolean => {
    text += piece;
    return true;
  };
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((piece: unknown, ...rest: unknown[]) => {
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return print(piece);
  });
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    exitCode = code;
    return undefined as never;
  });
  const command = doctorCommand().exitOverride().configureOutput({ writeErr: print });
  try {
    await command.parseAsync([...args], { from: 'user' }).catch(() => undefined);
    return { text, exitCode };
  } finally {
    exit.mockRestore();
    write.mockRestore();
  }
}

describe('the command', () => {
  test('prints each step and exits with 2 when a step fails', async () => {
    const { text, exitCode } = await run('--exec', 'false {file}');
    expect(text).toMatch(/^ok {7}is a command that can be read\n/);
    expect(text).toMatch(/\nfailed {3}uploads a file of one byte\n/);
    expect(text).toMatch(/\n\n1 of 3 steps failed\. Fix the adapter, then run the doctor again\.\n$/);
    expect(exitCode).toBe(2);
  });

  test.each([[[]], [['--exec', 'up {file}', '--', './client']]])('%j is refused', async (args) => {
    const { text } = await run(...args);
    expect(text).toBe('error: give either a command after --, or --exec and a template\n');
  });
});
