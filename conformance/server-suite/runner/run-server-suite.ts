import { strictTable } from '../../../mock-server/schemas/input-schemas.js';
import { choose, RUN_EVENTS, Run, type RunEvents, Troubled } from '../../engine/index.js';
import { checkArguments, withFunctions } from '../../option-schemas.js';
import { type Counterexample, type Report, reportOf } from '../../reports/index.js';
import type { JudgedRequirement } from '../requirements/index.js';
import { NoAnswerError, type ServerUnderTest } from '../server-under-test.js';
import type { Sequence } from '../steps/sequence.js';
import { GENTLE, SERVER_RUN, type ServerRunOptions } from './options.js';
import { ACCOUNT, type ServerAccount } from './probe.js';
import type { Seen } from './run-sequence.js';
import { ServerExaminer } from './server-examiner.js';

const ARGUMENTS = {
  server: withFunctions<ServerUnderTest>('must be what rawServer or strongSoapServer make', 'call', 'send'),
  account: ACCOUNT,
  options: strictTable(SERVER_RUN),
  events: strictTable(RUN_EVENTS),
};

/**
 * Judges a server by the requirements. Everything that is created in the account is deleted again; what else goes wrong is in
 * the report's `troubles`.
 * @throws OptionsError when an option is wrong, ChoiceError when `only`, `skip` or `assumptions` match nothing
 */
export async function runServerSuite(
  server: ServerUnderTest,
  account: ServerAccount,
  options: ServerRunOptions = {},
  events: RunEvents<Sequence, Seen, JudgedRequirement, Counterexample<never>> = {},
): Promise<Report<never>> {
  checkArguments('runServerSuite', { server, account, options, events }, ARGUMENTS);
  const requirements = options.requirements ?? (await import('../requirements/index.js')).SERVER_REQUIREMENTS;
  // Throws for a glob that matches nothing.
  choose(requirements, { only: options.assumptions });
  const settings = options.gentle ? gently(options) : options;
  const chosen = choose(requirements, options);
  const run = new Run({ requirements, chosen, settings, events });
  if (!options.guest) remarkOnGuests(chosen, events);
  await run.go(async () => {
    await checkAccount(server, account);
    if (options.guest) await checkAccount(server, options.guest);
    const place = { server, account, guest: options.guest, pauseMs: options.gentle ? GENTLE.pauseMs : 0 };
    return new ServerExaminer(place, settings, events);
  });
  return reportOf(
    {
      subject: { kind: 'server', name: server.address, version: server.version },
      reached: options.reached ?? server.address,
    },
    run.findings(),
  );
}

function remarkOnGuests(
  chosen: ReadonlySet<JudgedRequirement>,
  events: RunEvents<Sequence, Seen, JudgedRequirement, Counterexample<never>>,
): void {
  const ids = [...chosen].filter(({ needsGuest }) => needsGuest).map(({ id }) => id);
  if (ids.length > 0)
    events.remark?.(`Left out, as they need a second account, which --guest names: ${ids.join(', ')}.`);
}

const gently = (options: ServerRunOptions): ServerRunOptions => ({
  ...options,
  runs: options.runs ?? GENTLE.runs,
  shrinking: options.shrinking ?? GENTLE.shrinking,
});

/** The account must be usable: login or isExistsLoginPassword accepts it. @throws Troubled */
async function checkAccount(server: ServerUnderTest, { login, password }: ServerAccount): Promise<void> {
  try {
    const outcome = await server.call('login', { login, password });
    const complaint = 'value' in outcome ? outcome.value : outcome.fault.text;
    if (complaint === '') return;
    const exists = await server.call('isExistsLoginPassword', { login, password });
    if ('value' in exists && exists.value) return;
    throw new Troubled(
      'server',
      `The account ${login} was refused: ${JSON.stringify(complaint)}. Check the login and the password.`,
    );
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    const tls =
      error.kind === 'hung-up' && /^http:/i.test(server.address)
        ? ' For a TLS port, begin with https://.'
        : '';
    throw new Troubled(
      'server',
      `The first call, login, ${error.message}. Check that the service is at ${server.address}.${tls}`,
      { cause: error },
    );
  }
}
