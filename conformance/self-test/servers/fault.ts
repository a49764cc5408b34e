import type { Edit } from '../edit.js';
import type { Fault } from '../fault.js';

/** One fault of a server. Its edits are about the compiled fake. */
export type ServerFault = Fault;

/** @param file path of the compiled module, from `mock-server/` on */
export const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace });
