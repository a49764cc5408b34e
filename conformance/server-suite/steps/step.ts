import type * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import * as v from 'valibot';
import type { Model, ModelFolder } from '../model/model.js';
import type { Probe, StepData } from '../runner/probe.js';
import { type FieldsOf, type Given, struct } from './field.js';

/** A step of a sequence, as fast-check runs it. `toString` gives its kind and data. */
export type Step = fc.AsyncCommand<Model, Probe>;

interface StepFacts<Data, Target> {
  /** Its kind, in a word or two. Tokens hold it, so it never changes. */
  readonly does: string;
  /** Its data. Tokens hold it, so names and types never change. */
  readonly fields: FieldsOf<Data>;
  /** What the step acts on. Undefined: the model has no such thing, and the step is left out. */
  readonly target: (model: Model, data: Data) => Target | undefined;
  /** What the step did, for the story: a sentence in past tense that begins with `The suite`. */
  readonly text: (target: Target, data: Data) => string;
  /** Calls the service, compares its answers with the model, and updates the model. */
  readonly perform: (probe: Probe, target: Target, data: Data, model: Model) => Promise<void>;
}

/** Steps of one kind. Fields that are not given are generated. */
export type StepsOf<Data> = (given?: Given<Data>) => Arbitrary<Step>;

/** A kind of step, without the type of its data. */
export interface AnyStepKind {
  readonly does: string;
  /** @throws ValiError when the data is not of this kind */
  read(data: StepData): Step;
}

type StepKind<Data> = StepsOf<Data> & AnyStepKind;

/** Makes a kind of step: how it is generated, read from data, performed and compared. */
export function stepKind<Data extends object, Target>({
  does,
  fields,
  target,
  text,
  perform,
}: StepFacts<Data, Target>): StepKind<Data> {
  const { schema, any } = struct(fields);
  const step = (data: Data): Step => ({
    check: (model) => target(model, data) !== undefined,
    async run(model, probe) {
      const found = target(model, data);
      if (found === undefined) return;
      probe.begin({ does, ...data }, text(found, data));
      await perform(probe, found, data, model);
    },
    toString: () => `${does} ${JSON.stringify(data)}`,
  });
  return Object.assign((given?: Given<Data>) => any(given).map(step), {
    does,
    read: ({ does: _, ...data }: StepData) => step(v.parse(schema, data)),
  });
}

/** The target of steps that need nothing but the service: the folder that the sequence has for itself. */
export const always = ({ top }: Model): ModelFolder => top;
