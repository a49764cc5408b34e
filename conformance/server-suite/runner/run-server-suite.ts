import { choose } from '../../engine/choice.js';
import type { RunEvents } from '../../engine/options.js';
import { Run } from '../../engine/run.js';
import { Troubled } from '../../engine/trouble.js';
import { checkGiven } from '../../given-options.js';
import type { Report } from '../../reports/report.js';
import type { ServerCheck } from '../checks/server-check.js';
import { NoAnswerError, type ServerUnderTest } from '../server-under-test.js';
import type { Sequence } from '../steps/sequence.js';
import type { ServerAccount } from './act.js';
import { GENTLE, type ServerRunOptions } from './options.js';
import type { Seen } from './run-sequence.js';
import { ServerExaminer } from './server-examiner.js';

/**
 * Puts a server through the checks and tells what came of it. Whatever is made in the account is taken away again.
 * What goes wrong besides stands in the report's `troubles`.
 * @throws OptionsError when an option is wrong, ChoiceError when `only`, `skip` or `assumptions` match nothing
 */
export async function runServerSuite(
  server: ServerUnderTest,
  account: ServerAccount,
  options: ServerRunOptions = {},
  events: RunEvents<Sequence, Seen, ServerCheck> = {},
): Promise<Report> {
  checkGiven('runServerSuite', { server, account, options, events });
  const checks = options.checks ?? (await import('../checks/index.js')).CHECKS;
  // For its complaint about a glob that matches nothing.
  choose(checks, { only: options.assumptions });
  const settings = options.gentle ? gently(options) : options;
  const chosen = choose(checks, options);
  const run = new Run({
    rules: checks,
    chosen,
    reached: options.reached ?? server.address,
    unknown: { kind: 'server', name: server.address, version: server.version },
    settings,
    events,
  });
  if (!options.guest) tellOfGuests(chosen, events);
  await run.go(async () => {
    await checkAccount(server, account);
    if (options.guest) await checkAccount(server, options.guest);
    const place = { server, account, guest: options.guest, pauseMs: options.gentle ? GENTLE.pauseMs : 0 };
    return new ServerExaminer(place, settings, events);
  });
  return run.report();
}

function tellOfGuests(
  chosen: ReadonlySet<ServerCheck>,
  events: RunEvents<Sequence, Seen, ServerCheck>,
): void {
  const ids = [...chosen].filter(({ needsGuest }) => needsGuest).map(({ id }) => id);
  if (ids.length > 0)
    events.remark?.(`Left out, as they take a second account, which --guest names: ${ids.join(', ')}.`);
}

const gently = (options: ServerRunOptions): ServerRunOptions => ({
  ...options,
  runs: options.runs ?? GENTLE.runs,
  shrinking: options.shrinking ?? GENTLE.shrinking,
});

/**
 * Without an account nothing can be found out. That login and its sister disagree is a matter of the checks.
 * @throws Troubled
 */
async function checkAccount(server: ServerUnderTest, { login, password }: ServerAccount): Promise<void> {
  try {
    const outcome = await server.call('login', { login, password });
    const complaint = 'value' in outcome ? outcome.value : outcome.fault.text;
    if (complaint === '') return;
    const exists = await server.call('isExistsLoginPassword', { login, password });
    if ('value' in exists && exists.value) return;
    throw new Troubled(
      'server',
      `The account ${login} was refused: ${JSON.stringify(complaint)}. The suite needs an account that it may use: see that login and password are right.`,
    );
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    const tls =
      error.kind === 'hung-up' && /^http:/i.test(server.address)
        ? ' A port for TLS wants https:// there.'
        : '';
    throw new Troubled(
      'server',
      `The first call, login, ${error.message}. See that the service is at ${server.address}.${tls}`,
      { cause: error },
    );
  }
}
