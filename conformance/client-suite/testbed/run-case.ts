import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fixture, FourSharedFake, JournalEntry, Namespace } from '../../../mock-server/index.js';
import { beforeDeadline } from '../../deadline.js';
import type { ClientUnderTest } from '../../drivers/index.js';
import { type Lateness, longestWait, PUNCTUAL, watchLateness } from '../../engine/index.js';
import { wasLate } from '../reading/claims.js';
import type { Observation } from '../requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { observeAccount } from './account-observation.js';
import type { CaseFiles } from './case-files.js';
import { CaseScript } from './case-script.js';
import { credentialsOf, fixtureOf, forAccount } from './case-world.js';
import { COUNTING_RULES, underWay } from './exchange-count.js';
import type { Lane, Lanes } from './lanes.js';
import type { Watch } from './testbed.js';

/** What all cases of a run share. */
interface CaseRunnerOptions {
  /** How long a client may take for one call, in milliseconds. */
  readonly timeoutMs: number;
  /** The files of the cases. The caller closes them. */
  readonly files: CaseFiles;
  /** How many calls a client is given at a time, in cases where files go side by side. Default: 2. */
  readonly concurrency?: number;
  /** Where clients come whose address is a constant; absent: each case is below a path prefix. */
  readonly lanes?: Lanes | undefined;
  /** Assumptions about the service, other than the usual ones. */
  readonly assume?: Fixture['assume'];
}

/** How long a client may take to let go of its session, in milliseconds. */
const CLOSING_MS = 2_000;
/** The most bytes of a body that are shown: calls are shorter, parts of a file are longer. */
const RAW_BYTES = 4096;
/** A client may send a file many times, and its first calls must still be seen then, or it would be judged by its last ones. */
const ROOM_FOR_BYTES = 512 * 1024 * 1024;
/** How long to wait for exchanges that the client has given up, in milliseconds. */
const SETTLING_MS = 1_000;

/** Address of the service itself. howto */
const SERVICE = 'https://api.4shared.com';

/** Runs cases on clients, each in a separate namespace of one fake, and returns the observation. */
export class CaseRunner {
  /** Namespaces of the cases that are being run. */
  readonly #own = new Set<string>();

  constructor(
    private readonly fake: FourSharedFake,
    private readonly options: CaseRunnerOptions,
  ) {}

  /**
   * Runs one case. May be called while others are running.
   * @throws AdapterError when the client cannot be reached
   * @throws RuleError or FixtureError when the case is none that the fake can act out
   * @throws Error of the kit's own, such as one of node:fs
   */
  async run(
    client: ClientUnderTest,
    testCase: ConformanceCase,
    { bytes = false }: Watch = {},
  ): Promise<Observation> {
    const name = `case-${randomUUID()}`;
    const namespace = this.fake.namespace(name);
    const { lanes, assume } = this.options;
    const lane = lanes?.take(name);
    this.#own.add(name);
    try {
      await namespace.reset({ ...fixtureOf(testCase), ...(assume && { assume }) });
      namespace.journal.recordRaw = bytes;
      if (bytes) namespace.journal.setLimits({ bytes: ROOM_FOR_BYTES });
      const { login } = credentialsOf(testCase);
      await namespace.arm(...COUNTING_RULES);
      await namespace.arm(...(testCase.rules.map((rule) => forAccount(rule, login)) as never[]));
      return await this.#act(client, testCase, namespace, lane);
    } finally {
      if (lane) lanes?.release(lane);
      // That a rule of a case has not fired is no mistake, and nothing to be logged.
      namespace.rules.clear();
      await this.fake.drop(name);
      this.#own.delete(name);
    }
  }

  async #act(
    client: ClientUnderTest,
    testCase: ConformanceCase,
    namespace: Namespace,
    lane: Lane | undefined,
  ): Promise<Observation> {
    const origin = lane ? SERVICE : `${this.fake.url}/~${namespace.name}`;
    const soap = `${origin}/${testCase.version}/DesktopApp`;
    const account = credentialsOf(testCase);
    const session = await client.open({ wsdl: `${soap}?wsdl`, soap, ...account, way: lane?.way });
    const script = new CaseScript(testCase, session, namespace, this.options);
    const digests = await script.digests();
    const before = this.#strays();
    const lateness = watchLateness();
    let measured: Lateness = PUNCTUAL;
    let ended = 0;
    try {
      await script.run();
    } finally {
      await beforeDeadline(session.close(), CLOSING_MS, undefined);
      measured = lateness();
      ended = namespace.clock.now();
    }
    await settled(namespace);
    const printed = session.printed?.();
    const journal = inOrder(namespace.journal.entries({}, { rawBytes: RAW_BYTES }));
    const { said } = script;
    // While files go at once, one of them may wait through requests of the others; and for the kit, all of the time counts.
    const isOne = !testCase.atOnce && !wasLate(said);
    const waited = isOne ? Math.min(measured.waited, longestWait(journal, ended)) : measured.waited;
    return {
      case: testCase,
      ...said,
      underWay: underWay(namespace),
      journal,
      account: await observeAccount(namespace.world, credentialsOf(testCase).login),
      dirId: script.dirId,
      digests,
      elsewhere: [...this.#strays()]
        .filter(([target, calls]) => calls !== before.get(target))
        .map(([target]) => target),
      ...(printed && { printed }),
      lateness: { ...measured, waited },
    };
  }

  /** How often the service was called below addresses of no case. */
  #strays(): Map<string, number> {
    const calls = new Map<string, number>();
    for (const { name, prefix, journal } of this.fake.namespaces())
      if (!this.#own.has(name) && journal.report().lastSeq > 0)
        calls.set(`${this.fake.url}${prefix}`, journal.report().lastSeq);
    return calls;
  }
}

/** Waits for the exchanges that are not over, as when a client was cut off; not for those that stall without end. */
async function settled(namespace: Namespace): Promise<void> {
  for (const end = performance.now() + SETTLING_MS; performance.now() < end; await sleep(5))
    if (underWay(namespace) === 0) return;
}

/** The journal has exchanges in the order in which they ended. Those that began in the same millisecond stay so. */
const inOrder = (entries: readonly JournalEntry[]): JournalEntry[] =>
  entries.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time) || a.seq - b.seq);
