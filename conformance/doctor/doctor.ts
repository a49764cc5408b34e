import type { Version } from '../../mock-server/index.js';
import { type ClientUnderTest, execClient, type StdioOptions, stdioClient } from '../drivers/index.js';
import { type Finding, ok, type Step, takeSteps } from './finding.js';
import { BEHAVES, SPEAKS, STARTS } from './stdio-steps.js';
import { DoctorTestbed } from './testbed.js';
import { UPLOAD_STEPS, type UploadSetup } from './upload-steps.js';

/** Options of the checks, besides those of the driver. */
export interface DoctorOptions extends StdioOptions {
  /** The version of the service that the client is made for. Default: `jax3`. */
  readonly service?: Version | undefined;
  /** Milliseconds that a call to a working server may take. Default: 30,000. */
  readonly callMs?: number | undefined;
  /** Milliseconds that anything else may take, such as to end. Default: 5,000. */
  readonly replyMs?: number | undefined;
}

/** Checks an adapter that speaks JSON lines, and yields the finding of each step. */
export async function* checkAdapter(
  command: readonly string[],
  { replyMs = 5_000, callMs, service, ...options }: DoctorOptions = {},
): AsyncGenerator<Finding> {
  yield* withTestbed(stdioClient(command, options), { callMs, service }, (setup) =>
    takeSteps([STARTS, ...SPEAKS, ...UPLOAD_STEPS, ...BEHAVES], { ...setup, command, options, replyMs }),
  );
}

/** Checks a command that is run for each upload, and yields the finding of each step. */
export async function* checkCommand(
  template: string,
  { callMs, service, cwd, env, graceMs }: DoctorOptions = {},
): AsyncGenerator<Finding> {
  yield* withTestbed(execClient(template, { cwd, env, graceMs }), { callMs, service }, (setup) =>
    takeSteps([READS, ...UPLOAD_STEPS], setup),
  );
}

const READS: Step<UploadSetup> = {
  title: 'is a command that can be read',
  check: async ({ client }) => {
    const { name, rootOnly } = await client.start();
    return ok(rootOnly ? `${name}; without {dirId}, so for the root folder only` : name);
  },
};

async function* withTestbed(
  client: ClientUnderTest,
  { service, callMs = 30_000 }: Pick<DoctorOptions, 'service' | 'callMs'>,
  check: (setup: UploadSetup) => AsyncGenerator<Finding>,
): AsyncGenerator<Finding> {
  const testbed = await DoctorTestbed.open(service);
  try {
    yield* check({ client, testbed, callMs });
  } finally {
    await client.stop();
    await testbed.close();
  }
}
