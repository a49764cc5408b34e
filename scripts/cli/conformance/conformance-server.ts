import { shellWords } from '../../../conformance/reports/index.js';
import {
  type JudgedRequirement,
  rawServer,
  runServerSuite,
  SERVER_REQUIREMENTS,
  SERVER_TOKENS,
  type Seen,
  type Sequence,
  type ServerAccount,
  type ServerUnderTest,
  type StepData,
  serverStory,
  strongSoapServer,
} from '../../../conformance/server-suite/index.js';
import { type RunChoices, runSettings } from './run-options.js';
import { runSuite, UsageError, untilInterrupted } from './suite-run.js';

/** The command-line options of `conformance-server`, checked. */
export interface ConformanceServerOptions extends RunChoices {
  readonly wsdl?: string;
  readonly login?: string;
  readonly password?: string;
  readonly guest?: string;
  readonly guestPassword?: string;
  readonly by: 'raw-xml' | 'strong-soap';
  readonly gentle?: boolean;
  readonly assumption?: readonly string[];
}

/** @returns exit code */
export const conformanceServer = (options: ConformanceServerOptions): Promise<number> =>
  runSuite<readonly StepData[], Sequence, Seen, JudgedRequirement>(async () => {
    const account = accountOf(options);
    const guest = guestOf(options);
    const server = await serverOf(options);
    const reached = `${options.by} at ${server.address}`;
    const { gentle, replay } = options;
    // A replay may be of an assumption.
    const assumptions = replay === undefined ? options.assumption : ['*'];
    const signal = untilInterrupted();
    const runOptions = { ...runSettings(options), gentle, assumptions, guest, reached, signal };
    return {
      choices: options,
      reached,
      replay: replayCommand(options),
      requirements: SERVER_REQUIREMENTS,
      tokens: SERVER_TOKENS,
      kept: ({ performed }) => performed.map(({ data }) => data),
      story: serverStory,
      run: (settings, events) => runServerSuite(server, account, { ...runOptions, ...settings }, events),
    };
  });

function accountOf({ login, password }: ConformanceServerOptions): ServerAccount {
  if (login === undefined) throw new UsageError('no account: name one that the suite may use with --login');
  if (password === undefined) throw new UsageError('no password: set FOURSHARED_PASSWORD, or use --password');
  return { login, password };
}

function guestOf({
  guest: login,
  guestPassword: password,
}: ConformanceServerOptions): ServerAccount | undefined {
  if (login === undefined) return undefined;
  if (password !== undefined) return { login, password };
  throw new UsageError('no password of the guest: set FOURSHARED_GUEST_PASSWORD, or use --guest-password');
}

async function serverOf({ wsdl, by }: ConformanceServerOptions): Promise<ServerUnderTest> {
  if (wsdl === undefined || !/^https?:/i.test(wsdl) || !URL.canParse(wsdl))
    throw new UsageError(
      `${wsdl === undefined ? 'no server' : `${JSON.stringify(wsdl)} is not an http address`}: give the address of its service description, such as --wsdl http://127.0.0.1:4040/jax3/DesktopApp?wsdl`,
    );
  return by === 'strong-soap' ? await strongSoapServer(wsdl) : rawServer(wsdl);
}

/** Without passwords: a report may be published. */
function replayCommand({ wsdl, login, guest, by, gentle }: ConformanceServerOptions): string {
  const words = [
    ...Object.entries({ wsdl, login, guest }).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, value],
    ),
    ...(by === 'raw-xml' ? [] : ['--by', by]),
    ...(gentle ? ['--gentle'] : []),
  ];
  return `npx 4shared-testkit conformance-server --replay {token} ${shellWords(words)}`;
}
