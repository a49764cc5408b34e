import type { FaultBean } from '../../wsdl/contract.js';

export type FaultCode = 'Client' | 'Server' | 'VersionMismatch' | 'MustUnderstand';

/** A SOAP 1.1 fault; the message is the faultstring. `detail` is the declared ApiException, written for jax3 only. */
export class SoapFault extends Error {
  readonly faultcode: FaultCode;
  readonly detail: FaultBean | undefined;

  constructor(faultcode: FaultCode, faultstring: string, detail?: FaultBean) {
    super(faultstring);
    this.name = 'SoapFault';
    this.faultcode = faultcode;
    this.detail = detail;
  }
}
