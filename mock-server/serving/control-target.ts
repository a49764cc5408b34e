import { plainTarget } from '../namespaces/plain-target.js';

/** Where a request to the control API goes. */
export interface ControlTarget {
  /** As it stands in the prefix; undefined without one. */
  readonly namespace: string | undefined;
  /** Below `/_control`, escapes and all. */
  readonly path: string;
  readonly query: string;
}

// Of a client that takes this server for its proxy the target is a whole address.
const TARGET = /^(?:https?:\/\/[^/?]*)?(?:\/~([^/?]*))?\/_control(?=[/?]|$)([^?]*)\??(.*)$/is;

/** Undefined for a request to anything else. Asks no namespace, so that nobody who is refused makes one. */
export function controlTarget(sent: string): ControlTarget | undefined {
  const target = plainTarget(sent);
  if (!target.includes('/_control')) return undefined;
  const found = TARGET.exec(target);
  if (!found) return undefined;
  const [, namespace, path = '', query = ''] = found;
  return { namespace, path, query };
}
