import type { HttpRequest } from '../request.js';
import type { FormReceiver } from '../upload-form.js';
import { FormContents } from './form-contents.js';
import { formEvents } from './form-parts.js';
import { readLaxly } from './lax-parameters.js';

/**
 * Reads a form as the platform's own reader does, word for word in its errors. It looks at every byte, so that it is for
 * bodies that are in memory already.
 * @throws Error when the form breaks off, cannot be read or holds too much, and what the receiver throws: the first of all
 */
export async function readForm(request: HttpRequest, receiver: FormReceiver): Promise<void> {
  const type = readLaxly(request.headers.get('content-type') ?? '', 'latin1');
  // The platform's reader takes a body with such a type for no form, and leaves it alone.
  if (!type) return;
  const boundary = type.parameters.get('boundary');
  if (boundary === undefined) throw new Error('Multipart: Boundary not found');
  const events = formEvents(noted(request.body, receiver), boundary);
  const contents = new FormContents(receiver);
  for (let next = await events.next(); !next.done; next = await events.next())
    await contents.take(next.value, events);
  contents.end();
}

async function* noted(body: AsyncIterable<Uint8Array>, receiver: FormReceiver): AsyncGenerator<Uint8Array> {
  for await (const bytes of body) {
    receiver.note(bytes);
    yield bytes;
  }
}
