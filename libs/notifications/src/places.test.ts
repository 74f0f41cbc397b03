import { describe, expect, it } from '@jest/globals';
import { Places } from './places.js';

describe('places', () => {
  it('go to those who wait, in the order of their coming', async () => {
    const places = new Places(1, 5_000);
    const leave = await places.take();
    const order: string[] = [];
    const first = places.take().then((leaveFirst) => {
      order.push('first');
      leaveFirst?.();
    });
    const second = places.take().then(() => order.push('second'));
    leave?.();
    leave?.();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  });

  it('are not waited for beyond the patience, nor after an abort', async () => {
    const places = new Places(1, 10);
    const leave = await places.take();
    expect(await places.take()).toBeNull();
    const stop = new AbortController();
    const waiting = new Places(0, 60_000).take(stop.signal);
    stop.abort();
    expect(await waiting).toBeNull();
    leave?.();
    expect(await places.take()).not.toBeNull();
  });
});
