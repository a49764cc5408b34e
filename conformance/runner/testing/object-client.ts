import type {
  ClientInfo,
  ClientSession,
  ClientUnderTest,
  OperationName,
  OperationTypes,
  Said,
  Target,
} from '../../drivers/client-under-test.js';
import { OPERATIONS } from '../../drivers/client-under-test.js';

/** What a client does, as far as it does anything. What is thrown is a failure that it reports. */
export type Deeds = {
  readonly [Name in OperationName]?: (
    args: OperationTypes[Name]['args'],
  ) => Promise<OperationTypes[Name]['result']>;
};

/** A client that lives in the test: its deeds are functions. */
export class ObjectClient implements ClientUnderTest {
  /** Sessions that were opened and not closed. */
  openSessions = 0;

  constructor(private readonly deedsFor: (target: Target) => Deeds) {}

  async start(): Promise<ClientInfo> {
    return { name: 'object', operations: OPERATIONS, concurrency: 4 };
  }

  async open(target: Target): Promise<ClientSession> {
    const deeds = this.deedsFor(target);
    this.openSessions += 1;
    return {
      call: (operation, args) => perform(deeds, operation, args),
      close: async () => {
        this.openSessions -= 1;
      },
    };
  }

  notes(): string {
    return '';
  }

  async stop(): Promise<void> {}
}

async function perform<Name extends OperationName>(
  deeds: Deeds,
  operation: Name,
  args: OperationTypes[Name]['args'],
): Promise<Said<OperationTypes[Name]['result']>> {
  const deed = deeds[operation];
  if (!deed) return { kind: 'unsupported' };
  try {
    return { kind: 'ok', result: await deed(args) };
  } catch (error) {
    if (error instanceof Crash) return { kind: 'crashed', how: error.message };
    const { message, handle } = error as Error & { readonly handle?: string };
    return { kind: 'error', error: { kind: 'failed', message, ...(handle !== undefined && { handle }) } };
  }
}

/** Thrown by a client that is to come to a bad end. */
export class Crash extends Error {}
