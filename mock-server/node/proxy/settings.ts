/** Settings of the forward proxy. */
export interface ProxySettings {
  /** Which hosts besides the service's the proxy connects to: those of this machine (`loopback`), or any. */
  readonly pass: 'none' | 'loopback' | 'any';
  /** Answers 407 to clients that name no user, as some send theirs only then. */
  readonly askUser: boolean;
  /** Further names of this server, in lower case. */
  readonly names: ReadonlySet<string>;
  /** Milliseconds after which a silent connection to another host ends. */
  readonly timeoutMs: number;
}

/** A response of the proxy itself. */
export interface ProxyRefusal {
  readonly status: 400 | 403 | 407 | 502;
  /** One line. */
  readonly reason: string;
}
