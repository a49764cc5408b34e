/** What can be chosen about an account. Sizes are bytes, 64-bit. */
export interface AccountSettings {
  readonly login: string;
  readonly password: string;
  /** The name shown to others. Default: the login up to the @. */
  readonly username?: string | undefined;
  /** Default true. An inactive account logs in, but cannot upload (assumption). */
  readonly active?: boolean | undefined;
  /** Default false. A banned account logs in, but cannot upload (assumption). */
  readonly banned?: boolean | undefined;
  /** Default false. */
  readonly premium?: boolean | undefined;
  /** Default 15 GiB, 10 GiB while inactive, 100 GiB for a premium account. */
  readonly quota?: bigint | undefined;
  /** Largest single file. Default 2 GiB, 5 GiB for a premium account. */
  readonly maxFileSize?: bigint | undefined;
  /** Whether every password is right. Default false. */
  readonly anyPassword?: boolean | undefined;
  /** The files that it reserves get ids from here on; those in use are skipped. 64-bit. Default: the next of the world. */
  readonly nextFileId?: bigint | undefined;
  /** The end of its session keys. Default: empty. */
  readonly sessionKeyTail?: string | undefined;
}

/** The settings of an account that is created by its first login. */
export type AdmittedSettings = Omit<AccountSettings, 'login' | 'password'>;
