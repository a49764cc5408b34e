import fc, { type Arbitrary } from 'fast-check';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { judgeFailure, judgeHonesty, judgeSuccess } from '../../reading/claims.js';
import { byJournal, type Call, callsOf, type Journal, partsIn, returnedText } from '../../reading/journal.js';
import { addressesIn, isHttp } from '../../reading/recipe.js';
import { judgeStop, type Stop } from '../../reading/stopping.js';
import { postings, quotedApart } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import type { ConformanceCase } from '../../scenarios/case.js';
import { NO_ADDRESSES } from '../../scenarios/corners/refusals.js';
import { onCall } from '../../scenarios/rules.js';
import { anyOf, disturbedBy } from '../../scenarios/scenario.js';
import { calm, only } from '../applicability.js';
import { TROUBLES, UPLOADING } from '../causes.js';

const isRefusal = (call: Call): boolean => call.outcome === 'ok' && !isHttp(returnedText(call));

const NO_ADDRESS: Stop = {
  step: 'getUploadFormUrl',
  isRefusal,
  // To finish what got no byte is in vain, and harms nothing.
  forbidden: [],
  should:
    'An address that does not start with http cannot be uploaded to: it should send no byte and report a failure.',
};

/** Bytes that were sent although no address was ever good for it. */
function judgeNoAddress(journal: Journal): Verdict {
  const asked = callsOf(journal, 'getUploadFormUrl');
  const refusals = asked.filter(isRefusal);
  if (refusals.length === 0) return NOT_EXERCISED;
  const posted = partsIn(journal);
  if (posted.length === 0 || refusals.length < asked.length || addressesIn(journal).length > 0) return KEPT;
  return broken(
    `It was given no address that starts with http, and ${postings(posted)}.`,
    NO_ADDRESS.should,
    [...refusals, ...posted],
  );
}

function judgeQuery(journal: Journal): Verdict {
  const addresses = addressesIn(journal);
  const parts = partsIn(journal);
  if (addresses.length === 0 || parts.length === 0) return NOT_EXERCISED;
  const wrong = parts.find(({ target }) => !addresses.some((address) => keeps(target, address)));
  if (!wrong) return KEPT;
  const [target, given] = quotedApart(wrong.target, addresses.map(withoutHost));
  return broken(
    `It posted to ${target}, and the address was ${given.join(' or ')}.`,
    'It should send everything of the query that the address has, and nothing of a fragment.',
    [wrong],
  );
}

/** As in a request line, for comparison with that. */
const withoutHost = (address: string): string => address.replace(/^https?:\/\/[^/?#]*/i, '');

/** Whether all pairs of the query are still there. A client may add others, and may escape in its own way. */
function keeps(target: string, address: string): boolean {
  if (target.includes('#')) return false;
  const sent = pairs(target);
  return pairs(address.replace(/#.*$/, '')).every((pair) => sent.includes(pair));
}

const pairs = (address: string): string[] =>
  Array.from(new URLSearchParams(address.replace(/^[^?]*\??/, '')), ([name, value]) =>
    JSON.stringify([name, value]),
  );

/** The service returns one of these addresses: templates of the act `rewrite`. */
const leadingTo = (...templates: readonly string[]): Arbitrary<ConformanceCase> =>
  disturbedBy(
    fc.constantFrom(...templates).map((template) => onCall('getUploadFormUrl', { act: 'rewrite', template })),
  );

const TEMPLATES = [
  '{return}&extra=1',
  '{return}#top',
  '{scheme}://{host}{path}?a=b%26c%3Dd&{query}',
  '{return}&empty=&twice=1&twice=2',
  '{return}&name=a%20b%2Bc#resumableFileId=1',
] as const;

const NEEDS_TLS =
  'An https address wants TLS: it should speak that or report a failure, and never send the bytes in the clear.';

/** The upload address: which ones a client uses, and how (howto, client). */
export const ADDRESSES: readonly ClientRequirement[] = [
  {
    id: 'UP-13',
    title: 'It never posts to an address that does not start with http, and reports it as a failure.',
    level: 'must',
    evidence: { source: 'howto', about: 'upload address: valid only if it starts with http' },
    appliesTo: only('no address'),
    scenario: () => disturbedBy(anyOf(NO_ADDRESSES).map((act) => onCall('getUploadFormUrl', act))),
    judge: (observation) => judgeStop(observation, NO_ADDRESS),
    judgeJournal: judgeNoAddress,
  },
  {
    id: 'UP-47',
    title: 'It does not post to an address that has blanks before it, either.',
    // The blanks are part of the text. Some toolkits drop them before anybody sees them.
    level: 'should',
    evidence: { source: 'howto', about: 'upload address: valid only if it starts with http' },
    appliesTo: only('blanks before the address'),
    // One that looks at no address looks at no blanks.
    explainedAnywhereBy: ['UP-13'],
    scenario: () => leadingTo(' {return}', '\t{return}', '\n  {return}'),
    judge: (observation) => judgeStop(observation, NO_ADDRESS),
  },
  {
    id: 'UP-14',
    title: 'It keeps the query of the upload address, and does not send the fragment.',
    level: 'must',
    evidence: { source: 'client', about: 'the address comes with a query, which names the session' },
    meetsCorners: true,
    appliesTo: calm,
    scenario: () => leadingTo(...TEMPLATES),
    ...byJournal(judgeQuery),
  },
  {
    id: 'UP-15',
    title:
      'When the upload address leads on to another one (307), the file is uploaded there, or a failure is reported.',
    level: 'should',
    evidence: { source: 'client', about: 'upload hosts move; a redirect must not lose the file silently' },
    appliesTo: only('redirect'),
    explainedBy: TROUBLES,
    scenario: () =>
      leadingTo(
        ...['', '&via=redirect'].map((more) => `{scheme}://{host}{folder}/redirect.jsp?{query}${more}`),
      ),
    judge: (observation) =>
      judgeHonesty(
        observation,
        'The upload address responded with a redirect',
        'It should post to where the redirect leads, or report a failure.',
      ),
  },
  {
    id: 'UP-57',
    title: 'To an upload address with https it sends nothing without TLS.',
    level: 'must',
    evidence: { source: 'howto', about: 'upload address: valid if it starts with http, which https does' },
    appliesTo: only('https address'),
    explainedBy: UPLOADING,
    // The fake speaks TLS there. A client that does not trust its certificate fails, and has to report that.
    scenario: () => leadingTo('https://{host}{path}?{query}', 'HTTPS://{host}{path}?{query}'),
    judge(observation) {
      const { journal } = observation;
      const [answer] = callsOf(journal, 'getUploadFormUrl');
      if (!answer || returnedText(answer) === undefined) return NOT_EXERCISED;
      const parts = partsIn(journal);
      const inTheClear = parts.filter(({ scheme }) => scheme !== 'https');
      if (inTheClear.length > 0)
        return broken(
          `The address began with https, and without TLS it ${postings(inTheClear)}.`,
          NEEDS_TLS,
          [answer, ...inTheClear],
        );
      if (parts.length > 0) return judgeHonesty(observation, 'The upload address wanted TLS', NEEDS_TLS);
      return judgeFailure(observation, 'The upload address wanted TLS, and no byte came by it', NEEDS_TLS);
    },
  },
  {
    id: 'UP-58',
    title: 'An upload address whose scheme is written in capitals is as good as another one.',
    // The how-to says http; that letter case makes no difference there is said by RFC 3986, 3.1.
    level: 'should',
    evidence: { source: 'howto', about: 'upload address: valid if it starts with http' },
    appliesTo: only('address in capitals'),
    explainedBy: UPLOADING,
    scenario: () => leadingTo('HTTP://{host}{path}?{query}', 'HTTP://{host}{path}?{query}&a=b'),
    judge(observation) {
      const [answer] = callsOf(observation.journal, 'getUploadFormUrl');
      if (!answer || returnedText(answer) === undefined) return NOT_EXERCISED;
      return judgeSuccess(
        observation,
        'It should upload to the address: the letter case of a scheme makes no difference.',
      );
    },
  },
];
