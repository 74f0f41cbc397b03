import type { SendOutcome } from './channel.js';
import type { EgressResult } from './egress/egress-client.js';
import { retryAfterOf } from './retry-after.js';

/** Characters of an answer that are kept to look at. */
const KEPT_ANSWER = 200;

type Failed = Extract<SendOutcome, { sent: false }>;

/**
 * How an attempt over HTTP ended, as far as that is the same for everything that is sent so: success is 2xx, and a
 * redirect is a failure, since the address was checked and the next one would not be.
 *
 * @param refused what a status and the answer say besides that, on this channel
 */
export function httpOutcome(
  result: EgressResult,
  refused: (status: number, answer: string) => Partial<Failed>,
): SendOutcome {
  if (!result.ok) {
    const failed = { sent: false, final: false, detail: result.message } as const;
    return result.code === 'ABORTED' ? { ...failed, ours: true } : failed;
  }
  const { status } = result;
  if (status >= 200 && status < 300) return { sent: true, detail: `Answered ${status}.` };
  const answer = result.body.replace(/\s+/g, ' ').trim().slice(0, KEPT_ANSWER);
  const retryAfter = status === 429 || status === 503 ? retryAfterOf(result.headers, Date.now()) : undefined;
  return {
    sent: false,
    final: false,
    detail: detailOf(status, answer),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...refused(status, answer),
  };
}

function detailOf(status: number, answer: string): string {
  if (status >= 300 && status < 400) return `Answered ${status}: redirects are not followed; enter the new address.`;
  return answer === '' ? `Answered ${status}.` : `Answered ${status}: ${answer}`;
}
