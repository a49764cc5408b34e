import type { Version } from '../../mock-server/index.js';
import { execClient } from '../drivers/exec-client.js';
import type { StdioOptions } from '../drivers/options.js';
import { stdioClient } from '../drivers/stdio-client.js';
import { carryOut, type Finding, type Step, well } from './finding.js';
import { Practice } from './practice.js';
import { BEHAVES, CONVERSES, STARTS, type StdioVisitor } from './stdio-steps.js';
import { UPLOAD_STEPS, type Visitor } from './upload-steps.js';

export interface ExaminationOptions extends StdioOptions {
  /** The version of the service that the client is made for. Default: `jax3`. */
  readonly service?: Version | undefined;
  /** How long a call to a server in good health may take. Default: 30 000. */
  readonly callMs?: number | undefined;
  /** How long it may take to do what takes no time. Default: 5000. */
  readonly patienceMs?: number | undefined;
}

/** Checks an adapter that speaks JSON lines, and yields the finding of each step. */
export async function* examineStdio(
  command: readonly string[],
  options: ExaminationOptions = {},
): AsyncGenerator<Finding> {
  const { callMs = 30_000, patienceMs = 5000, service, ...driver } = options;
  const practice = await Practice.open(service);
  const client = stdioClient(command, driver);
  const visitor: StdioVisitor = { client, practice, command, options: driver, callMs, patienceMs };
  try {
    yield* carryOut([STARTS, ...CONVERSES, ...UPLOAD_STEPS, ...BEHAVES], visitor);
  } finally {
    await client.stop();
    await practice.close();
  }
}

const READS: Step<Visitor> = {
  title: 'is a command that can be read',
  examine: async ({ client }) => {
    const { name, rootOnly } = await client.start();
    return well(rootOnly ? `${name}; without {dirId}, so for the root folder only` : name);
  },
};

/** Checks a command that is run for each upload. */
export async function* examineExec(
  template: string,
  options: ExaminationOptions = {},
): AsyncGenerator<Finding> {
  const { callMs = 30_000, service, cwd, env, graceMs } = options;
  const practice = await Practice.open(service);
  const client = execClient(template, { cwd, env, graceMs });
  try {
    yield* carryOut([READS, ...UPLOAD_STEPS], { client, practice, callMs });
  } finally {
    await client.stop();
    await practice.close();
  }
}
