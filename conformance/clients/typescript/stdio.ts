import { createInterface } from 'node:readline';
import type { OperationName, Target } from '../../drivers/client-under-test.js';
import { failureOf } from './failure.js';
import { TYPESCRIPT_CLIENT as CLIENT } from './in-process.js';

// The client as a process that speaks the kit's JSON lines: one object a line, each with a type.

interface Message extends Target {
  readonly type: 'hello' | 'open' | 'call' | 'cancel' | 'close';
  readonly session: string;
  readonly id: string;
  readonly operation: OperationName;
  readonly arguments: never;
}

const sessions = new Map<string, Target>();
const calls = new Map<string, AbortController>();

const send = (message: object): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

const operations = ['upload', 'resume', 'space', 'list', 'createFolder', 'download', 'delete'] as const;

async function call({ id, session, operation, arguments: args }: Message): Promise<void> {
  const target = sessions.get(session);
  const cancelled = new AbortController();
  calls.set(id, cancelled);
  try {
    if (!target) throw new Error(`there is no session ${session}`);
    send({ type: 'ok', id, result: await CLIENT[operation](target, args) });
  } catch (error) {
    const { kind, message, handle } = failureOf(error);
    send({ type: 'error', id, kind, message, ...(handle === undefined ? {} : { handle }) });
  } finally {
    calls.delete(id);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const message: Message = JSON.parse(line);
  if (message.type === 'hello')
    send({ type: 'hello', protocol: 1, name: CLIENT.name, operations, concurrency: CLIENT.concurrency });
  else if (message.type === 'open') sessions.set(message.session, message);
  else if (message.type === 'close') sessions.delete(message.session);
  else if (message.type === 'cancel') calls.get(message.id)?.abort();
  else void call(message);
}
