/** The earliest of the moments, or null where there are none. */
export function earliest(moments: readonly (Date | null)[]): Date | null {
  let found: Date | null = null;
  for (const moment of moments) if (moment !== null && (found === null || moment < found)) found = moment;
  return found;
}

/** The latest of the moments, or null where there are none. */
export function latest(moments: readonly Date[]): Date | null {
  let found: Date | null = null;
  for (const moment of moments) if (found === null || moment > found) found = moment;
  return found;
}
