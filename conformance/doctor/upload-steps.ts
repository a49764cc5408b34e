import { type ClientOutcome, type ClientUnderTest, outcomeText, type Target } from '../drivers/index.js';
import { type Diagnosis, failed, ok, type Step } from './finding.js';
import type { DoctorTestbed } from './testbed.js';

/** What the steps need that any client takes. */
export interface UploadSetup {
  readonly client: ClientUnderTest;
  readonly testbed: DoctorTestbed;
  /** Milliseconds that a call may take. */
  readonly callMs: number;
}

/** Steps for any client, by JSON lines or as a command. */
export const UPLOAD_STEPS: readonly Step<UploadSetup>[] = [
  { title: 'uploads a file of one byte', check: uploads },
  { title: 'reports an upload that fails, here for a wrong password', check: reports },
];

async function uploads(setup: UploadSetup): Promise<Diagnosis> {
  const { client, testbed } = setup;
  const outcome = await upload(setup, testbed.working);
  const held = testbed.held();
  if (outcome.kind !== 'ok')
    return failed(
      `The client ${outcomeText(outcome)}`,
      ...(await whatServerSaw(testbed)),
      'The server works and the account was empty, so the upload must succeed.',
      ...errorOutput(client),
    );
  if (!held)
    return failed(
      `The client claimed success, and the account has no ${JSON.stringify(testbed.name)} in its root folder.`,
      ...(await whatServerSaw(testbed)),
      await adviceOn(testbed),
    );
  if (held.size !== 1n)
    return failed(`The file in the account has ${held.size} bytes instead of 1. Send the bytes unchanged.`);
  const { fileId } = outcome.result;
  if (fileId !== undefined && fileId !== held.id)
    return failed(
      `The client reported the file id ${fileId}, and it is ${held.id}.`,
      'Ids exceed 2^53: keep them as 64-bit numbers or as text, never as floating-point numbers.',
    );
  return ok();
}

const whatServerSaw = async (testbed: DoctorTestbed): Promise<string[]> =>
  [await testbed.holding(), testbed.refusal(), testbed.elsewhere()].filter((line) => line !== undefined);

async function adviceOn(testbed: DoctorTestbed): Promise<string> {
  if (testbed.refusal() !== undefined) return 'Report a refusal by the server as a failure.';
  const isNamedOtherwise = (await testbed.fileNames()).some((name) => name !== testbed.name);
  return isNamedOtherwise
    ? 'Use the name from the argument name, not that of the path.'
    : 'Claim success only after uploadFinishFile returned an empty text.';
}

async function reports(setup: UploadSetup): Promise<Diagnosis> {
  const outcome = await upload(setup, setup.testbed.wrongPassword);
  if (outcome.kind === 'error') return ok(`${outcome.error.kind}: ${outcome.error.message}`);
  return failed(
    `The password was wrong, and the client ${outcomeText(outcome)}.`,
    'Report an error: {"type":"error","id":"c1","kind":"fault","message":"Invalid login or password"}. A command exits with 1 to 127.',
    ...errorOutput(setup.client),
  );
}

async function upload({ client, testbed: { file, name }, callMs }: UploadSetup, target: Target) {
  const session = await client.open(target);
  const outcome: ClientOutcome<{ readonly fileId?: string | undefined }> = await session.call(
    'upload',
    { file, name, dirId: '-1' },
    callMs,
  );
  await session.close();
  return outcome;
}

const errorOutput = (client: ClientUnderTest): string[] => {
  const notes = client.notes().trim();
  return notes === '' ? [] : [`Its error output ends with: ${notes.split('\n').slice(-5).join('\n')}`];
};
