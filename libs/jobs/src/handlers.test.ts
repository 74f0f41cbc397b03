import { describe, expect, it } from '@jest/globals';
import { readJob } from './catalogue.js';
import { joinHandlers, type Handlers } from './handlers.js';

const nothing = async (): Promise<void> => undefined;
const drift = { 'drift.check': nothing, 'drift.scan': nothing };
const notice = { 'notice.tell': nothing, 'notice.compose': nothing, 'notice.sweep': nothing };
const delivery = { 'delivery.send': nothing, 'delivery.sweep': nothing };
const letter = { 'letter.send': nothing };
const exports = { 'export.artifact-pack': nothing, 'export.sweep': nothing, 'storage.sweep': nothing };

describe('the handlers of a process', () => {
  it('are joined from several files', () => {
    const handlers: Handlers = joinHandlers(drift, notice, delivery, letter, exports);
    expect(Object.keys(handlers)).toHaveLength(11);
  });

  it('fail at start where two files handle one job', () => {
    expect(() => joinHandlers(drift, notice, delivery, letter, exports, { 'drift.scan': nothing })).toThrow(
      'Two handlers for the job drift.scan',
    );
  });

  it('fail at start where a job has none, and do not compile', () => {
    // @ts-expect-error the jobs about drift are missing
    const join = (): Handlers => joinHandlers(notice, delivery, letter, exports);
    expect(join).toThrow('No handler for the job drift.check, drift.scan');
  });
});

describe('a job from outside', () => {
  it('is read by its name and payload', () => {
    const payload = { workspaceId: crypto.randomUUID(), deliveryId: crypto.randomUUID() };
    expect(readJob('delivery.send', payload)).toEqual({ ok: true, job: { name: 'delivery.send', payload } });
  });

  it('is refused with a reason where it does not fit', () => {
    expect(readJob('delivery.send', { workspaceId: 'x' })).toMatchObject({ ok: false });
    expect(readJob('toString', {})).toEqual({ ok: false, reason: 'no job is called "toString"' });
  });
});
