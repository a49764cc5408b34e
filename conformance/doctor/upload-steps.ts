import type { ClientUnderTest, Said, Target } from '../drivers/client-under-test.js';
import { type Diagnosis, ill, type Step, well } from './finding.js';
import type { Practice } from './practice.js';

/** A client that is examined by what it does, whichever way it is reached. */
export interface Visitor {
  readonly client: ClientUnderTest;
  readonly practice: Practice;
  /** How long a call may take. */
  readonly callMs: number;
}

/** What every client can do. */
export const UPLOAD_STEPS: readonly Step<Visitor>[] = [
  { title: 'uploads a file of one byte', examine: uploads },
  { title: 'reports an upload that fails, here for a wrong password', examine: reports },
];

async function uploads({ client, practice, callMs }: Visitor): Promise<Diagnosis> {
  const said = await upload(client, practice, practice.healthy, callMs);
  const held = practice.held();
  if (said.kind !== 'ok')
    return ill(
      `The client ${told(said)}`,
      ...(await found(practice)),
      'The server is in good health and the account was empty: the upload is to succeed.',
      ...lastWords(client),
    );
  const { fileId } = said.result;
  if (!held)
    return ill(
      `The client says that the file is uploaded, and the account has no ${JSON.stringify(practice.name)} in its root folder.`,
      ...(await found(practice)),
      ...(await adviceOn(practice)),
    );
  if (held.size !== 1n)
    return ill(`The file in the account has ${held.size} bytes, and the one to send has 1.`);
  if (fileId !== undefined && fileId !== held.id)
    return ill(
      `The client says that the file has the id ${fileId}, and it has ${held.id}.`,
      'Ids go beyond 2^53: keep them as 64-bit numbers or as texts, never as floating-point numbers.',
    );
  return well();
}

/** What the server knows of an upload that is not as it should be. */
const found = async (practice: Practice): Promise<string[]> =>
  [await practice.holding(), practice.refusal(), practice.elsewhere()].filter((line) => line !== undefined);

async function adviceOn(practice: Practice): Promise<string[]> {
  if (practice.refusal() !== undefined) return ['Report what the server refuses as a failure.'];
  const isNamedOtherwise = (await practice.fileNames()).some((name) => name !== practice.name);
  if (isNamedOtherwise) return ['The name is the one of the argument name, not that of the path.'];
  return ['Success is claimed when uploadFinishFile answers with an empty text, and not before.'];
}

async function reports({ client, practice, callMs }: Visitor): Promise<Diagnosis> {
  const said = await upload(client, practice, practice.wrongPassword, callMs);
  if (said.kind === 'error') return well(`${said.error.kind}: ${said.error.message}`);
  return ill(
    `The password is wrong, and the client ${told(said)}`,
    'Answer with an error: {"type":"error","id":"c1","kind":"fault","message":"Invalid login or password"}, or a command with an exit code from 1 to 127.',
    ...lastWords(client),
  );
}

async function upload(client: ClientUnderTest, { file, name }: Practice, target: Target, callMs: number) {
  const session = await client.open(target);
  const said = await session.call('upload', { file, name, dirId: '-1' }, callMs);
  await session.close();
  return said;
}

function told(said: Said): string {
  switch (said.kind) {
    case 'ok':
      return 'says that the file is uploaded.';
    case 'error':
      return `reports a failure: ${said.error.kind}: ${said.error.message}`;
    case 'unsupported':
      return 'says that it does not know the operation.';
    case 'crashed':
      return `crashed. ${said.how}`;
    case 'timed-out':
      return `did not answer within ${said.afterMs} ms.`;
  }
}

const lastWords = (client: ClientUnderTest): string[] => {
  const notes = client.notes().trim();
  return notes === '' ? [] : [`Its error output ends with: ${notes.split('\n').slice(-5).join('\n')}`];
};
