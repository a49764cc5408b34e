import type { RunEvents } from '../../../conformance/engine/options.js';
import { shellWords } from '../../../conformance/reports/shell-words.js';
import {
  type JudgedRequirement,
  SERVER_REQUIREMENTS,
} from '../../../conformance/server-suite/requirements/index.js';
import type { ServerRunOptions } from '../../../conformance/server-suite/runner/options.js';
import type { ServerAccount, StepData } from '../../../conformance/server-suite/runner/probe.js';
import type { Seen } from '../../../conformance/server-suite/runner/run-sequence.js';
import { runServerSuite } from '../../../conformance/server-suite/runner/run-server-suite.js';
import { serverStory } from '../../../conformance/server-suite/runner/story.js';
import { SERVER_TOKENS } from '../../../conformance/server-suite/runner/tokens.js';
import type { ServerUnderTest } from '../../../conformance/server-suite/server-under-test.js';
import type { Sequence } from '../../../conformance/server-suite/steps/sequence.js';
import { replayedRun } from './replayed-run.js';
import type { RunChoices } from './run-options.js';
import { explained, UsageError, untilInterrupted, watchedRun } from './watched-run.js';

type Kept = readonly StepData[];

/** The command-line options of `conformance-server`, checked. */
export interface ConformanceServerOptions extends RunChoices {
  readonly wsdl?: string;
  readonly login?: string;
  readonly password?: string;
  readonly guest?: string;
  readonly guestPassword?: string;
  readonly by: 'raw-xml' | 'strong-soap';
  readonly gentle: boolean;
  readonly assumption?: readonly string[];
}

/** @returns exit code */
export const conformanceServer = (options: ConformanceServerOptions): Promise<number> =>
  explained(async () => {
    const account = accountOf(options);
    const guest = guestOf(options);
    const server = await serverOf(options);
    const reached = `${options.by} at ${server.address}`;
    const runOptions = { ...runOptionsOf(options), guest, reached, signal: untilInterrupted() };
    const judged = {
      rules: SERVER_REQUIREMENTS,
      tokens: SERVER_TOKENS,
      run: (settings: ServerRunOptions, events: RunEvents<Sequence, Seen, JudgedRequirement>) =>
        runServerSuite(server, account, { ...runOptions, ...settings }, events),
    };
    if (options.replay === undefined)
      return await watchedRun<Kept, Sequence, Seen, JudgedRequirement>({
        ...judged,
        choices: options,
        reached,
        replay: replayCommand(options),
        kept: ({ performed }) => performed.map(({ data }) => data),
      });
    return await replayedRun<Kept, Sequence, Seen, JudgedRequirement>({
      ...judged,
      // Whoever has a token of an assumption asks for it.
      run: (settings, events) => judged.run({ ...settings, assumptions: settings.only }, events),
      token: options.replay,
      story: serverStory,
    });
  });

function accountOf({ login, password }: ConformanceServerOptions): ServerAccount {
  if (login === undefined) throw new UsageError('no account: name one that may be used with --login');
  if (password === undefined)
    throw new UsageError(
      'no password: put it into the environment as FOURSHARED_PASSWORD, or use --password',
    );
  return { login, password };
}

function guestOf({
  guest: login,
  guestPassword: password,
}: ConformanceServerOptions): ServerAccount | undefined {
  if (login === undefined) return undefined;
  if (password !== undefined) return { login, password };
  throw new UsageError(
    'no password of the guest: put it into the environment as FOURSHARED_GUEST_PASSWORD, or use --guest-password',
  );
}

async function serverOf({ wsdl, by }: ConformanceServerOptions): Promise<ServerUnderTest> {
  if (wsdl === undefined || !/^https?:/i.test(wsdl) || !URL.canParse(wsdl))
    throw new UsageError(
      `${wsdl === undefined ? 'no server' : `${JSON.stringify(wsdl)} is no address`}: give that of the service description, such as --wsdl http://127.0.0.1:4040/jax3/DesktopApp?wsdl`,
    );
  if (by === 'strong-soap') {
    const { strongSoapServer } = await import('../../../conformance/server-suite/peer/strong-soap-server.js');
    return await strongSoapServer(wsdl);
  }
  const { rawServer } = await import('../../../conformance/server-suite/peer/raw-server.js');
  return rawServer(wsdl);
}

/** Without passwords, which the environment holds or whoever replays the case gives. */
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

function runOptionsOf(options: ConformanceServerOptions): ServerRunOptions {
  const { seed, runs, timeLimit, shard, only, skip, level, gentle, assumption } = options;
  return { seed, runs, timeLimitMs: timeLimit, shard, only, skip, level, gentle, assumptions: assumption };
}
