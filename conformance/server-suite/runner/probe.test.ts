import { expect, test } from 'vitest';
import { createFake } from '../../../mock-server/index.js';
import { rawServer } from '../peer/raw-server.js';
import { NEW_FOLDER } from '../requirements/tree/folders.js';
import { ACCOUNT, SCENE } from '../testing/scene.js';
import { supertestExchange } from '../testing/supertest-exchange.js';
import { Probe, SequenceOver } from './probe.js';
import { Recorder } from './recorder.js';

test('a broken requirement is shown by the journal entries of its step, and by no others', async () => {
  const fake = createFake({ fixture: SCENE });
  try {
    const server = rawServer('http://127.0.0.1/jax3/DesktopApp?wsdl', {
      exchange: supertestExchange(fake.app, 'http://127.0.0.1'),
    });
    const recorder = new Recorder(server, { pauseMs: 0 });
    const probe = new Probe(recorder, ACCOUNT, server);
    const step = async (does: string, calls: number): Promise<void> => {
      probe.begin({ does }, `The suite did ${does}.`);
      for (let n = 0; n < calls; n++) await probe.call('getFreeSpace', {});
    };
    await step('one', 2);
    await step('another', 3);
    expect(() => probe.breaks(NEW_FOLDER, { did: 'It did.', should: 'It should not.' })).toThrow(
      SequenceOver,
    );
    expect(recorder.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(probe.broken?.verdict.seqs).toEqual([3, 4, 5]);
    expect(probe.performed.map(({ fromSeq }) => fromSeq)).toEqual([1, 3]);
  } finally {
    await fake.close();
  }
});
