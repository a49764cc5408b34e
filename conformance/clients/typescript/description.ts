import strongSoap, { type Wsdl } from 'strong-soap';
import { failureOf } from './failure.js';
import type { SoapHttp } from './soap-http.js';

/** What was read already, by its text without the address it came from: reading one takes half a second. */
const known = new Map<string, Promise<Wsdl>>();

/** Reads a service description with its schemas. @throws Failure */
export async function readDescription(address: string, http: SoapHttp): Promise<Wsdl> {
  const text = await http.read(address);
  const key = text.replaceAll(address.replace(/\?.*$/s, ''), '');
  const reading = known.get(key) ?? open(address, http);
  known.set(key, reading);
  try {
    return await reading;
  } catch (error) {
    known.delete(key);
    throw failureOf(error);
  }
}

function open(address: string, http: SoapHttp): Promise<Wsdl> {
  return new Promise((resolve, reject) => {
    strongSoap.soap.WSDL.open(address, { httpClient: http }, (error, wsdl) =>
      error ? reject(error) : resolve(wsdl),
    );
  });
}
