import { readFileSync } from 'node:fs';
import { BLOCKS, type Block, DATA_CENTERS } from '../../../conformance/client-suite/index.js';
import { Lanes } from '../../../conformance/client-suite/testbed/lanes.js';
import { type OwnFake, startOwnFake } from '../../../conformance/client-suite/testbed/open-testbed.js';
import type { Way } from '../../../conformance/drivers/index.js';
import {
  asUser,
  isInside,
  OWN_VARIABLES,
  raiseLoopback,
  replaceSystemFiles,
  runInside,
} from '../reach/isolated.js';
import { type TrustFiles, trustFiles } from '../reach/trust-files.js';
import { directVariables, proxyVariables } from '../reach/variables.js';
import { UsageError } from './suite-run.js';

/** The command-line options for clients whose address is a constant. */
export interface ConstantAddressOptions {
  readonly constantAddress?: boolean;
  readonly isolated?: boolean;
  readonly unguarded?: boolean;
  readonly caFolder?: string;
}

/** How clients whose address is a constant come to a fake of the kit. */
export interface Reach {
  readonly own: OwnFake;
  readonly lanes: Lanes;
  /** The way of the first lane. */
  readonly way: Way;
}

const LOOPBACK = '127.0.0.1';

const BY_PROXY =
  'The client may ignore the variables of proxies, or not trust the certificate that "open" and the variables name: use --isolated, where neither is needed. Nothing went to the service, unless the run is --unguarded.';
const BY_NAMES =
  'See that the client calls api.4shared.com at port 80 or 443, and trusts the certificates of the system or of SSL_CERT_FILE.';

/** Whether the client gets the addresses of the service itself. */
export const hasConstantAddress = ({ constantAddress, isolated }: ConstantAddressOptions): boolean =>
  constantAddress === true || isolated === true;

/**
 * Runs this very command again where only the loopback interface exists, so that no client reaches the service itself.
 * @returns its exit code; undefined if this process is there already, or need not be
 * @throws UsageError where the system does not allow it
 */
export async function runGuarded(options: ConstantAddressOptions): Promise<number | undefined> {
  const { isolated, unguarded } = options;
  if (unguarded && (isolated || !options.constantAddress))
    throw new UsageError('--unguarded belongs to --constant-address, without --isolated.');
  if (!hasConstantAddress(options) || unguarded || isInside()) return undefined;
  const [option, instead] = isolated
    ? ['--isolated', 'Or use --constant-address, if the client heeds proxies.']
    : [
        '--constant-address',
        'Where nothing guards the network, a client that ignores proxies reaches the service itself. If you know that yours heeds them, add --unguarded.',
      ];
  try {
    const { code, signal } = await runInside(option, instead);
    return signal === null ? code : 2;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Starts a fake and opens its lanes.
 * @param count of lanes, by proxy; isolated, there is one, since all hosts share ports 80 and 443
 * @throws Error when the network cannot be set up
 */
export async function openReach(options: ConstantAddressOptions, count: number): Promise<Reach> {
  const { caFolder, isolated = false } = options;
  if (isInside()) raiseLoopback();
  const own = await startOwnFake(caFolder === undefined ? {} : { caFolder });
  try {
    const files = await trustFiles(caFolder);
    const lanes = new Lanes(own.fake, isolated ? BY_NAMES : BY_PROXY);
    let way: Way;
    if (isolated) {
      way = await lanes.add([443, 80], () => ({
        ca: files.ca,
        env: { ...directVariables(files), ...OWN_VARIABLES },
      }));
      const centers = DATA_CENTERS.map(({ value }) => `dc${value}.4shared.com`);
      const hosts = new Set([...own.fake.hostNames(), ...centers]);
      replaceSystemFiles([...hosts], readFileSync(files.ca, 'utf8'));
    } else {
      way = await lanes.add([0], (port) => byProxy(port, files));
      for (let more = 1; more < count; more++) await lanes.add([0], (port) => byProxy(port, files));
      // Names of the service are not even looked up.
      if (isInside()) replaceSystemFiles([]);
    }
    return { own, lanes, way };
  } catch (error) {
    await own.fake.close();
    throw error;
  }
}

/** Words before the command of a client, who is not to be root because the kit is. */
export const launcher = (): readonly string[] => (isInside() ? asUser([]) : []);

const byProxy = (port: number, files: TrustFiles): Way => ({
  proxy: `http://${LOOPBACK}:${port}`,
  ca: files.ca,
  env: { ...proxyVariables({ host: LOOPBACK, port }, files), ...OWN_VARIABLES },
});

/** Corners without upload addresses of other hosts, which clients reach without the proxy. */
export const withinProxy = (blocks: readonly Block[] = BLOCKS): readonly Block[] =>
  blocks.map((block) => ({
    ...block,
    dimensions: block.dimensions.map((dimension) => ({
      ...dimension,
      corners: dimension.corners.filter(({ value }) => !String(value).includes('://localhost')),
    })),
  }));
