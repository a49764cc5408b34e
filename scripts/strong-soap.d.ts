/** The part of strong-soap that this project uses; the package ships no types. */
declare module 'strong-soap' {
  export interface StrongSoapClient {
    setEndpoint(address: string): void;
    /** Sent with every call; replaces a header of the same spelling. */
    addHttpHeader(name: string, value: string): void;
    [operation: string]: StrongSoapOperation;
  }

  type StrongSoapCallback = (error: Error | null, result: unknown, envelope: string) => void;

  export interface StrongSoapOperation {
    (args: Record<string, unknown>, callback: StrongSoapCallback): void;
    /** @param options handed to the HTTP client, which gets a shallow copy */
    (
      args: Record<string, unknown>,
      options: object,
      headers: Record<string, string>,
      callback: StrongSoapCallback,
    ): void;
  }

  /** The error of a callback; without `root` it is no SOAP fault. */
  export interface StrongSoapFault extends Error {
    root?: {
      Envelope: {
        Body: { Fault: { faultcode: string; faultstring: string; detail?: Record<string, unknown> } };
      };
    };
  }

  export interface WsdlElement {
    $name: string;
    $type?: string;
    $minOccurs?: string;
    $maxOccurs?: string;
    $nillable?: string;
    children: WsdlElement[];
  }

  export interface WsdlOperation {
    input: { message: { parts: Record<string, WsdlElement> } };
    output: { message: { parts: Record<string, WsdlElement> } };
    faults: Record<string, unknown>;
  }

  export interface Wsdl {
    definitions: {
      schemas: Record<string, { complexTypes: Record<string, WsdlElement> }>;
      portTypes: Record<string, { operations: Record<string, WsdlOperation> }>;
    };
  }

  const strongSoap: {
    soap: {
      createClient(
        wsdl: string,
        options: Record<string, unknown>,
        callback: (error: Error | null, client: StrongSoapClient) => void,
      ): void;
      Client: new (wsdl: Wsdl, endpoint: string, options: Record<string, unknown>) => StrongSoapClient;
      listen(server: unknown, path: string, services: unknown, wsdl: string): unknown;
      WSDL: {
        open(path: string, options: object, callback: (error: Error | null, wsdl: Wsdl) => void): void;
      };
    };
  };
  export default strongSoap;
}
