import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { togetherOf, type Job } from './catalogue.js';
import { entriesOf, payloadsOf } from './entries.js';

const sending = (count: number): Job[] =>
  Array.from({ length: count }, () => ({
    name: 'delivery.send',
    payload: { workspaceId: crypto.randomUUID(), deliveryId: crypto.randomUUID() },
  }));
const most = togetherOf('delivery.send');

describe('entries of a queue', () => {
  it.each([
    ['one travels alone', 1, [1]],
    ['as many as may', most, [most]],
    ['one more', most + 1, [most, 1]],
    ['many', 3 * most - 1, [most, most, most - 1]],
    ['none', 0, []],
  ])('%s', (_, jobs, sizes) => {
    expect(entriesOf(sending(jobs)).map(({ data }) => payloadsOf(data).length)).toEqual(sizes);
  });

  it('hold one job each where the catalogue says nothing', () => {
    expect(
      entriesOf([
        { name: 'notice.tell', payload: {} },
        { name: 'notice.tell', payload: {} },
      ]),
    ).toEqual([
      { name: 'notice.tell', data: {} },
      { name: 'notice.tell', data: {} },
    ]);
  });

  it('hold a job that is alone as its payload', () => {
    const [job] = sending(1);
    expect(entriesOf(job ? [job] : [])).toEqual([{ name: 'delivery.send', data: job?.payload }]);
  });

  it('give back what was packed, in its order', () => {
    fc.assert(
      fc.property(fc.nat(40), (count) => {
        const jobs = sending(count);
        const unpacked = entriesOf(jobs).flatMap(({ name, data }) =>
          payloadsOf(data).map((payload) => ({ name, payload })),
        );
        expect(unpacked).toEqual(jobs);
      }),
    );
  });
});
