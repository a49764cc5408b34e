import type { Version } from '../../wsdl/contract.js';
import type { ClientInfo } from '../drivers/index.js';
import { clipped, oneLine } from './text/visible-text.js';

/** What a report is about. */
export type Subject = ClientSubject | ServerSubject;

/** What a report judges: a client or a server. */
export type SubjectKind = Subject['kind'];

/** A judged client, as it introduced itself. */
export type ClientSubject = { readonly kind: 'client' } & ClientInfo;

/** A judged server. */
export interface ServerSubject {
  readonly kind: 'server';
  /** Its address. */
  readonly name: string;
  /** Of the service's interface. */
  readonly version?: Version | undefined;
}

/** Reports that say nothing about each other. The message says which, and what to do. */
export class ComparisonError extends Error {
  override readonly name = 'ComparisonError';
}

/** Such as `acme-upload 2.1.3`. */
export const subjectText = ({ name, version }: Subject): string => (version ? `${name} ${version}` : name);

/**
 * Whether all reports are about clients, or all about servers.
 * @returns `client` when there are none
 * @throws ComparisonError when some are about clients and some about servers: they have no requirement in common
 */
export function kindOfAll(reports: readonly { readonly subject: Subject }[]): SubjectKind {
  const [{ subject: first } = { subject: undefined }, ...others] = reports;
  const other = others.find(({ subject }) => subject.kind !== first?.kind)?.subject;
  if (first && other)
    throw new ComparisonError(
      `A report of a ${first.kind} (${shown(first)}) and one of a ${other.kind} (${shown(other)}) cannot be compared: ` +
        'their requirements are not the same. Compare clients with clients, and servers with servers.',
    );
  return first?.kind ?? 'client';
}

const shown = (subject: Subject): string => oneLine(clipped(subjectText(subject), 80));
