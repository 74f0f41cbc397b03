import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Leave } from './places.js';
import { ServerPlaces } from './server-places.js';

// Time is jest's: what is waited for here takes seconds.
beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const HOOK = 'https://hooks.example.com/a';

async function takeMany(places: ServerPlaces, count: number, url = HOOK): Promise<(Leave | null)[]> {
  const asked = Array.from({ length: count }, () => places.take(url));
  await jest.advanceTimersByTimeAsync(10_000);
  return Promise.all(asked);
}

const taken = (leaves: (Leave | null)[]): Leave[] => leaves.filter((leave) => leave !== null);

describe('places at a server', () => {
  it('are few at first, also over several addresses of the server, and others keep theirs', async () => {
    const places = new ServerPlaces();
    expect(taken(await takeMany(places, 20))).toHaveLength(8);
    expect(await places.take('https://hooks.example.com/b')).toBeNull();
    expect(await places.take('https://other.example.com/')).not.toBeNull();
  });

  it('become more with prompt answers, and go to those who wait', async () => {
    const places = new ServerPlaces();
    let served = 0;
    const serve = async (): Promise<void> => {
      const leave = await places.take(HOOK);
      if (leave === null) return;
      served += 1;
      setTimeout(leave, 50);
    };
    const all = Promise.all(Array.from({ length: 90 }, serve));
    await jest.advanceTimersByTimeAsync(1_000);
    await all;
    expect(served).toBe(90);
  });

  it('are two while it is slow, until it is prompt again', async () => {
    const places = new ServerPlaces();
    for (const leave of taken(await takeMany(places, 8))) leave();
    const probes = taken(await takeMany(places, 8));
    expect(probes).toHaveLength(2);
    for (const leave of probes) leave();
    const [probe] = await takeMany(places, 0).then(() => [places.take(HOOK)]);
    (await probe)?.();
    expect(taken(await takeMany(places, 8))).toHaveLength(3);
  });

  it('are not waited for by who has to end', async () => {
    const places = new ServerPlaces();
    for (let index = 0; index < 8; index += 1) await places.take(HOOK);
    const stop = new AbortController();
    const waiting = places.take(HOOK, stop.signal);
    stop.abort();
    expect(await waiting).toBeNull();
    expect(await places.take(HOOK, stop.signal)).toBeNull();
  });
});
