import type { WorldView } from '../world/index.js';
import type { Namespace } from './namespace.js';

/** A namespace as tests control it. Everything that the control API does can be done here. */
export interface NamespaceView
  extends Pick<
    Namespace,
    | 'name'
    | 'prefix'
    | 'clock'
    | 'rules'
    | 'holds'
    | 'journal'
    | 'snapshots'
    | 'fixture'
    | 'arm'
    | 'accounts'
    | 'account'
    | 'addAccount'
    | 'changeAccount'
    | 'load'
    | 'reset'
  > {
  /** The state. After `load`, `reset` and the restore of a snapshot it is another object. */
  readonly world: WorldView;
}
