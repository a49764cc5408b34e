// The client as a process that the conformance kit speaks to: a line of JSON each way, see conformance/drivers/README.md.
import { createInterface } from 'node:readline';
import { Reported, typescriptClient } from './operations.js';
import type { ServiceTarget } from './service.js';

type Message =
  | { type: 'hello' }
  | ({ type: 'open'; session: string } & ServiceTarget)
  | { type: 'call'; id: string; session: string; operation: string; arguments: never; deadlineMs: number }
  | { type: 'cancel'; id: string }
  | { type: 'close'; session: string };

const { name, version, concurrency, ...operations } = typescriptClient;

const sessions = new Map<string, ServiceTarget>();
const calls = new Map<string, AbortController>();

const say = (message: object): boolean => process.stdout.write(`${JSON.stringify(message)}\n`);

async function answer(call: Extract<Message, { type: 'call' }>): Promise<void> {
  const { id } = call;
  const operation = Object.hasOwn(operations, call.operation)
    ? operations[call.operation as keyof typeof operations]
    : undefined;
  const target = sessions.get(call.session);
  if (!operation || !target) {
    say({ type: 'unsupported', id });
    return;
  }
  const controller = new AbortController();
  calls.set(id, controller);
  try {
    say({ type: 'ok', id, result: await operation(target, call.arguments, controller.signal) });
  } catch (error) {
    const { name: kind, message, handle } = error instanceof Reported ? error : new Reported(error);
    say({ type: 'error', id, kind, message, handle });
  } finally {
    calls.delete(id);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line) as Message;
  if (message.type === 'hello')
    say({ type: 'hello', protocol: 1, name, version, operations: Object.keys(operations), concurrency });
  else if (message.type === 'open') sessions.set(message.session, message);
  else if (message.type === 'close') sessions.delete(message.session);
  else if (message.type === 'cancel') calls.get(message.id)?.abort();
  else void answer(message);
}
