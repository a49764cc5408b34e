import type { EdgeEvidence } from '../../mock-server/fixture/edge-accounts.js';

const TEXTS: Readonly<Record<EdgeEvidence, string>> = {
  howto: 'the upload how-to',
  wiki: 'the old wiki',
  wsdl: 'the service description',
  client: 'what real clients check for, or have met',
  RI: 'the stack that the service ran on',
  network: 'any network',
  assumption: 'an assumption',
};

/** The source of an edge account, in words. */
export const evidenceText = (evidence: EdgeEvidence): string => TEXTS[evidence];
