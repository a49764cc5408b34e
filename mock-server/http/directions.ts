import type { Act, WireAct } from '../edge-cases/act.js';

const ON_BYTES: ReadonlySet<Act['act']> = new Set([
  'throttle',
  'stall',
  'reset',
  'truncate',
  'hang-up',
  'corrupt',
]);

/** Whether an act is for bytes on their way to the service. */
export const isInward = (act: Act): act is WireAct =>
  ON_BYTES.has(act.act) && 'direction' in act && act.direction === 'in';

/** Whether an act is for bytes on their way to the client, which it is unless it says otherwise. */
export const isOutward = (act: Act): act is WireAct => ON_BYTES.has(act.act) && !isInward(act);
