import { World, type WorldView } from '../world/index.js';

/** The whole world behind what a fake hands out: tests of the fake itself use parts that users do not get. */
export function wholeWorld({ world }: { readonly world: WorldView }): World {
  if (world instanceof World) return world;
  throw new TypeError('A fake hands out its world');
}
