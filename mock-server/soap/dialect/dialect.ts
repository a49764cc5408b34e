/** How to spell an answer in another legal way. What is left out stays as the service spells it. */
export interface Dialect {
  readonly prefixes?: 'other' | 'default' | undefined;
}
