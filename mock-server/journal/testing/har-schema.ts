import * as v from 'valibot';

// HTTP archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/), strict: other fields must begin with an
// underscore.

const count = v.pipe(v.number(), v.integer(), v.minValue(-1));
const time = v.pipe(v.number(), v.minValue(0));

function table<const Fields extends v.ObjectEntries>(fields: Fields) {
  const known = new Set(Object.keys(fields));
  return v.pipe(
    v.looseObject(fields),
    v.check(
      (input) => Object.keys(input).every((name) => known.has(name) || name.startsWith('_')),
      'has fields that HAR does not know',
    ),
  );
}

const pairs = v.array(table({ name: v.string(), value: v.string(), comment: v.optional(v.string()) }));

const postData = v.pipe(
  table({
    mimeType: v.string(),
    params: v.optional(pairs),
    text: v.optional(v.string()),
    comment: v.optional(v.string()),
  }),
  v.check(
    ({ params, text }) => (params === undefined) !== (text === undefined),
    'needs one of params and text',
  ),
);

const message = {
  httpVersion: v.string(),
  cookies: pairs,
  headers: pairs,
  headersSize: count,
  bodySize: count,
};

const entry = v.pipe(
  table({
    startedDateTime: v.pipe(v.string(), v.isoTimestamp()),
    time,
    request: table({
      ...message,
      method: v.string(),
      url: v.pipe(v.string(), v.url()),
      queryString: pairs,
      postData: v.optional(postData),
    }),
    response: table({
      ...message,
      status: v.pipe(v.number(), v.integer()),
      statusText: v.string(),
      redirectURL: v.string(),
      content: table({
        size: v.pipe(v.number(), v.integer()),
        mimeType: v.string(),
        text: v.optional(v.string()),
        encoding: v.optional(v.literal('base64')),
        comment: v.optional(v.string()),
      }),
    }),
    cache: v.strictObject({}),
    timings: table({ send: time, wait: time, receive: time }),
  }),
  v.check(
    ({ time, timings: { send, wait, receive } }) => Math.abs(send + wait + receive - time) < 1e-9,
    'its time must be the sum of its timings',
  ),
);

export const harSchema = table({
  log: table({
    version: v.literal('1.2'),
    creator: table({ name: v.string(), version: v.string() }),
    entries: v.array(entry),
  }),
});
