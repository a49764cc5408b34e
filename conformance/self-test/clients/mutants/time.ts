import { edit, type Mutant, mutant } from '../../mutant.js';

const FOR_EVER = 'timeout: 2 ** 31 - 1';
/** Enough for answers that come a byte at a time while many clients share the machine, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** Mutants: about time. Those that wait without end get less patience than others: that they are late is the point. */
export const TIMES: readonly Mutant[] = [
  {
    ...mutant(
      'UP-48',
      'It waits for the answer to a call without end.',
      edit('soap-http.js', 'overWire(this.#wire, given,', `overWire({ ...this.#wire, ${FOR_EVER} }, given,`),
    ),
    timeoutMs: TIMEOUT_MS,
  },
  {
    ...mutant(
      'UP-49',
      'It waits for the answer to a part without end.',
      edit('send-part.js', 'overWire(wire, given,', `overWire({ ...wire, ${FOR_EVER} }, given,`),
    ),
    timeoutMs: TIMEOUT_MS,
  },
  mutant(
    'UP-50',
    'It takes it for success that its own time is over.',
    edit(
      'operations.js',
      'throw new Reported(error);',
      `if (/^nothing moved/.test(error.message)) return {};
            throw new Reported(error);`,
    ),
    ['UP-48', 'UP-49'],
  ),
  mutant('UP-51', 'It waits for an answer for half a second in all.', [
    edit('wire.js', '() => timer.refresh()', '() => {}'),
    edit('wire.js', '}, timeout);', '}, Math.min(timeout, 500));'),
  ]),
  mutant(
    'UP-51',
    'It takes the first piece of an answer for all of it.',
    edit('soap-http.js', 'pieces.push(piece);', 'pieces.push(piece); if (init.body) break;'),
    ['UP-42', 'UP-43', 'UP-44'],
  ),
];
