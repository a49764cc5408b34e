import { expect, test } from 'vitest';
import type { OperationName, Operations } from '../../../../wsdl/contract.js';
import { readReplay } from './replay.js';
import { runModel } from './run.js';
import { HandlerService, type Reply } from './service.js';

/** Forgets every file that is restored. */
class ForgetfulService extends HandlerService {
  override async call<Name extends OperationName>(
    name: Name,
    args: Operations[Name]['args'],
  ): Promise<Reply> {
    return name === 'restoreFile' ? { result: undefined } : super.call(name, args);
  }
}

const runOf = (numRuns: number, replay?: string): Promise<void> =>
  runModel((world) => new ForgetfulService(world), numRuns, 'some.test', replay);

test('a failure is made short and tells how to repeat it, which repeats it', async () => {
  const failure: unknown = await runOf(1000).catch((error: unknown) => error);
  const [, replay, calls] =
    /Counterexample: .*MODEL_REPLAY='([^']+)' npx vitest run --config scripts\/vitest\.config\.ts (some\.test)$/s.exec(
      String(failure),
    ) ?? [];
  expect(calls).toBe('some.test');
  await expect(runOf(1, replay)).rejects.toThrow(/restoreFile\(/);
});

test('a replay that cannot be read is refused', () => {
  expect(readReplay(undefined)).toBeUndefined();
  expect(readReplay('-5,1:0:2,AB/c:V')).toEqual({ seed: -5, path: '1:0:2', replayPath: 'AB/c:V' });
  expect(() => readReplay('5')).toThrow(
    'MODEL_REPLAY is "5", but must be as a failed run prints it: seed,path,replayPath',
  );
});
