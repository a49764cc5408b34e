/** Replacements of methods: each checks its arguments before it calls the method of the target. */
type Methods<Target> = {
  readonly [Key in keyof Target]?: Target[Key] extends (...args: infer Given) => infer Result
    ? (target: Target, ...given: Given) => Result
    : never;
};

/** How properties of a target are handed out. */
export type Parts<Target> = { readonly [Key in keyof Target]?: (part: Target[Key]) => Target[Key] };

/**
 * Wraps objects so that their methods check their arguments. An object has one wrapper, and everything
 * else passes through.
 */
export function guard<Target extends object>(
  methods: Methods<Target>,
  parts: Parts<Target> = {},
): (target: Target) => Target {
  const known = new WeakMap<Target, Target>();
  return (target) => {
    const guarded = known.get(target) ?? new Proxy(target, handlerOf(methods, parts));
    known.set(target, guarded);
    return guarded;
  };
}

type AnyMethod = (...given: readonly unknown[]) => unknown;

function handlerOf<Target extends object>(
  methods: Methods<Target>,
  parts: Parts<Target>,
): ProxyHandler<Target> {
  const bound = new Map<PropertyKey, AnyMethod>();
  return {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      const part = own(parts, key);
      if (part) return part(value);
      // A constructor is no method.
      if (typeof value !== 'function' || key === 'constructor') return value;
      const method = own(methods, key);
      const made = bound.get(key) ?? (method ? (...given) => method(target, ...given) : value.bind(target));
      bound.set(key, made);
      return made;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  };
}

const own = (table: object, key: PropertyKey): AnyMethod | undefined =>
  Object.hasOwn(table, key) ? (Reflect.get(table, key) as AnyMethod) : undefined;
