import type { OperationName } from '../../../wsdl/contract.js';
import type { RuleFacts } from '../../requirements/requirement.js';

/** One thing that a service must, should or may do. Rules of evidence `assumption` are judged only when they are asked for. */
export interface ServerRule extends RuleFacts {
  /**
   * `account`: to find out, the whole account has to be used, and not only what was made in it for this purpose. Such a rule
   * is left alone when somebody's real account is to be treated gently.
   */
  readonly touches?: 'account' | undefined;
  /** Functions that it is about and that jax2 lacks. There the rule does not concern the service. */
  readonly needs?: readonly OperationName[] | undefined;
  /** The name of the assumption among those of the fake, if it has one there. */
  readonly assumption?: string | undefined;
}
