import type {
  ClientInfo,
  ClientOutcome,
  ClientSession,
  ClientUnderTest,
  OperationName,
  OperationTypes,
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
): Promise<ClientOutcome<OperationTypes[Name]['result']>> {
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

/** Thrown by a client that is to crash. */
export class Crash extends Error {}

export const doing = (deeds: Deeds | ((target: Target) => Deeds)): ObjectClient =>
  new ObjectClient(typeof deeds === 'function' ? deeds : () => deeds);

/** A call of a function without arguments but the credentials. */
export const ask = async ({ soap, login, password }: Target, name: string): Promise<string> => {
  const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:${name} xmlns:a="http://api.soap.shared.pmstation.com/"><arg0>${login}</arg0><arg1>${password}</arg1></a:${name}></e:Body></e:Envelope>`;
  const reply = await fetch(soap, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
  return reply.text();
};
