import type { ServerRule } from './server-rule.js';

export const ANSWERED: ServerRule = {
  id: 'SV-90',
  title: 'Every request is answered with a whole reply or a fault.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'SOAP 1.1 over HTTP' },
};
