/** A figure comes from sums and quotients: what it is away from a threshold by less than this means nothing. */
const HAIR = 1e-9;

/** Whether a figure is under a threshold, and not merely by the last digits of a division. */
export function isUnder(figure: number, threshold: number): boolean {
  return figure < threshold - HAIR;
}
