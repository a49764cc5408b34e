import { type ClientFault, edit } from '../fault.js';

const FOR_EVER = 'timeout: 2 ** 31 - 1';
/** Enough for answers that come a byte at a time while many clients share the machine, in milliseconds. */
const PATIENCE_MS = 20_000;

/** Faults about time. Those that wait without end get less patience than others: that they are late is the point. */
export const TIMES: readonly ClientFault[] = [
  {
    rule: 'UP-48',
    what: 'It waits for the answer to a call without end.',
    edits: [
      edit('soap-http.js', 'overWire(this.#wire, given,', `overWire({ ...this.#wire, ${FOR_EVER} }, given,`),
    ],
    consequences: [],
    patienceMs: PATIENCE_MS,
  },
  {
    rule: 'UP-49',
    what: 'It waits for the answer to a part without end.',
    edits: [edit('send-part.js', 'overWire(wire, given,', `overWire({ ...wire, ${FOR_EVER} }, given,`)],
    consequences: [],
    patienceMs: PATIENCE_MS,
  },
  {
    rule: 'UP-50',
    what: 'It takes it for success that its own time is over.',
    edits: [
      edit(
        'operations.js',
        'throw new Reported(error);',
        `if (/^nothing moved/.test(error.message)) return {};
            throw new Reported(error);`,
      ),
    ],
    consequences: ['UP-48', 'UP-49'],
  },
  {
    rule: 'UP-51',
    what: 'It waits for an answer for half a second in all.',
    edits: [
      edit('wire.js', '() => timer.refresh()', '() => {}'),
      edit('wire.js', '}, timeout);', '}, Math.min(timeout, 500));'),
    ],
    consequences: [],
  },
  {
    rule: 'UP-51',
    what: 'It takes the first piece of an answer for all of it.',
    edits: [edit('soap-http.js', 'pieces.push(piece);', 'pieces.push(piece); if (init.body) break;')],
    consequences: ['UP-42', 'UP-43', 'UP-44'],
  },
];
