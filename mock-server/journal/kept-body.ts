/** Bytes to keep of the beginning of a body, and of the end of a longer one. */
export const KEPT_OF_BODY = { head: 1024 * 1024, tail: 64 * 1024 };

/** The rest of a body of which only the beginning is kept. */
export interface CutBody {
  /** Bytes of the whole body. */
  readonly size: number;
  readonly tail: readonly Uint8Array[];
}

/** Keeps a body as it streams by: all of a short one; of a long one beginning, end and size. */
export class KeptBody {
  readonly #head: Uint8Array[] = [];
  readonly #tail: Uint8Array[] = [];
  #headBytes = 0;
  #tailBytes = 0;
  #size = 0;

  /** Copies the bytes: chunks of the platform are views of buffers that are reused. */
  add(bytes: Uint8Array): void {
    this.#size += bytes.length;
    const head = new Uint8Array(bytes.subarray(0, KEPT_OF_BODY.head - this.#headBytes));
    if (head.length > 0) this.#head.push(head);
    this.#headBytes += head.length;
    const rest = new Uint8Array(bytes.subarray(head.length).subarray(-KEPT_OF_BODY.tail));
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailBytes += rest.length;
    for (let first = this.#tail[0]; first && this.#tailBytes > KEPT_OF_BODY.tail; first = this.#tail[0]) {
      const surplus = this.#tailBytes - KEPT_OF_BODY.tail;
      if (surplus < first.length) this.#tail[0] = first.subarray(surplus);
      else this.#tail.shift();
      this.#tailBytes -= Math.min(surplus, first.length);
    }
  }

  get head(): readonly Uint8Array[] {
    return this.#head;
  }

  /** Undefined if all of the body is kept. */
  get cut(): CutBody | undefined {
    return this.#tailBytes === 0 ? undefined : { size: this.#size, tail: this.#tail };
  }
}
