import { bytesOf, type Content, digestOf } from '../../model/content.js';
import type { Model, ModelFile, ModelFolder } from '../../model/model.js';
import { FILE_ID, FINISHED } from '../../rules/upload.js';
import type { Act } from '../../runner/act.js';
import { finishAs, openSession, post, reserve } from './talk.js';

/** A file that is to be uploaded. */
export interface NewFile extends Content {
  readonly parent: ModelFolder;
  readonly name: string;
}

/** Uploads a file whole, with nothing special about it. @returns it, as it is in the model from now on */
export async function sendFile(act: Act, model: Model, file: NewFile): Promise<ModelFile> {
  const id = await sendBytes(act, model, file);
  await finishAs(act, FINISHED, id, digestOf(bytesOf(file)));
  return addFile(model, id, file);
}

/**
 * Reserves a file and sends its bytes: all but the finish.
 * @param rule the one that a refusal to reserve it breaks
 * @returns its id
 */
export async function sendBytes(act: Act, model: Model, file: NewFile, rule = FILE_ID): Promise<bigint> {
  const { parent, name, size } = file;
  const id = await reserve(act, model, parent, name, size, rule);
  const url = await openSession(act, parent);
  await post(act, url, id, { firstByte: 0, bytes: bytesOf(file) });
  return id;
}

export const addFile = (model: Model, id: bigint, { parent, name, size, seed }: NewFile): ModelFile =>
  model.addFile(id, name, parent, { size, seed });
