import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { whole } from '../../../mock-server/schemas/numbers.js';
import type { Model } from '../model/model.js';
import type { Act, StepData } from '../runner/act.js';

/** A step of a sequence, as fast-check runs it. It tells its data to what it acts upon. */
export type Step = fc.AsyncCommand<Model, Act>;

/** What is known of a kind of step. */
interface StepFacts<Data extends v.ObjectEntries> {
  /** What it does, in a word or two. */
  readonly does: string;
  readonly entries: Data;
  /** Whether there is what it needs. Default: always. */
  readonly possible?: (model: Model, data: Values<Data>) => boolean;
  /** It, as a sentence in past tense that begins with `The suite`. */
  readonly tell: (model: Model, data: Values<Data>) => string;
  /** Does it, compares what is answered with what the rules foresee, and keeps the model in step. */
  readonly perform: (act: Act, model: Model, data: Values<Data>) => Promise<void>;
}

type Values<Data extends v.ObjectEntries> = v.InferOutput<v.StrictObjectSchema<Data, undefined>>;

/** A kind of step, without the type of its data. */
export interface AnyStepKind {
  readonly does: string;
  /** @throws ValiError when the data is none of this kind */
  read(data: StepData): Step;
}

export interface StepKind<Data> extends AnyStepKind {
  /** Steps of this kind, with any such data. */
  steps(data: Arbitrary<Data>): Arbitrary<Step>;
}

export function stepKind<Data extends v.ObjectEntries>(facts: StepFacts<Data>): StepKind<Values<Data>> {
  const schema = v.strictObject(facts.entries);
  const step = (data: Values<Data>): Step => ({
    check: (model) => facts.possible?.(model, data) ?? true,
    run: async (model, act) => {
      act.begin({ does: facts.does, ...(data as object) }, facts.tell(model, data));
      await facts.perform(act, model, data);
    },
    toString: () => `${facts.does} ${JSON.stringify(data)}`,
  });
  return {
    does: facts.does,
    steps: (data) => data.map(step),
    read: ({ does, ...data }) => step(v.parse(schema, data)),
  };
}

/** A reference to one of several things, whatever their number; see `Model`. */
export const reference = whole(0);
export const references = (): Arbitrary<number> => fc.nat(20);

/** For what is called a file or a folder. */
export const nameText = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
