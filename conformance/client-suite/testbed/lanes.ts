import type { FourSharedFake } from '../../../mock-server/index.js';
import type { Way } from '../../drivers/index.js';

/** Further addresses of a fake whose requests belong to one case at a time, without a path prefix. */
export interface Lane {
  /** How a client comes here. */
  readonly way: Way;
  /** Name of the namespace of the present case; undefined between cases. */
  namespace: string | undefined;
}

/** The lanes of a run, for clients whose address is a constant. */
export class Lanes {
  readonly #free: Lane[] = [];

  /** @param advice what to do about a client from which nothing comes, as sentences */
  constructor(
    private readonly fake: FourSharedFake,
    readonly advice: string,
  ) {}

  /**
   * Adds a lane at ports of 127.0.0.1.
   * @param ports 0: any free one
   * @param wayTo the way to the first of the ports
   * @throws Error of node:net when a port cannot be used
   */
  async add(ports: readonly number[], wayTo: (port: number) => Way): Promise<Way> {
    let lane: Lane | undefined;
    const doors = [];
    for (const port of ports) doors.push(await this.fake.listen({ port, namespace: () => lane?.namespace }));
    const way = wayTo(doors[0]?.port ?? 0);
    lane = { way, namespace: undefined };
    this.#free.push(lane);
    return way;
  }

  /** Takes a free lane for a case. @throws Error when all are in use */
  take(namespace: string): Lane {
    const lane = this.#free.shift();
    if (!lane) throw new Error('More cases run at once than there are lanes.');
    lane.namespace = namespace;
    return lane;
  }

  /** Frees a lane. */
  release(lane: Lane): void {
    lane.namespace = undefined;
    this.#free.push(lane);
  }
}
