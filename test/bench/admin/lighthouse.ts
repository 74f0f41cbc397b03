import lighthouse, { desktopConfig } from 'lighthouse';

export interface Scores {
  /** 0 to 100. */
  performance: number;
  accessibility: number;
  /** In milliseconds. */
  firstPaint: number;
  largestPaint: number;
  blocked: number;
  /** Cumulative layout shift. */
  shift: number;
  /** Audits of accessibility that failed. */
  failed: string[];
}

const LOADED_WITHIN_MS = 15_000;

/** Lighthouse's own presets: a desktop (10 Mbit/s, 40 ms) and a mid-range phone (1.6 Mbit/s, 150 ms, processor ÷ 4). */
export type Preset = 'desktop' | 'mobile';

/** The run in the middle by performance, of an odd number of runs with an empty cache. */
export async function medianScores(
  url: string,
  cookie: string,
  { port, preset, runs }: { port: number; preset: Preset; runs: number },
): Promise<Scores> {
  const all: Scores[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await scores(url, cookie, port, preset));
  const middle = all.sort((one, other) => one.performance - other.performance)[(runs - 1) / 2];
  if (!middle) throw new RangeError('An odd number of runs has a median.');
  return middle;
}

async function scores(url: string, cookie: string, port: number, preset: Preset): Promise<Scores> {
  const result = await lighthouse(
    url,
    {
      port,
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility'],
      // The network is never quiet, for the page listens to what arrives: without a limit it waits 45 seconds.
      maxWaitForLoad: LOADED_WITHIN_MS,
      // Signed in as a browser is that has the cookie.
      extraHeaders: { cookie },
    },
    preset === 'desktop' ? desktopConfig : undefined,
  );
  if (!result || result.lhr.runtimeError)
    throw new Error(result?.lhr.runtimeError?.message ?? 'Lighthouse gave nothing.');
  const { categories, audits } = result.lhr;
  const figure = (name: string): number => audits[name]?.numericValue ?? Number.NaN;
  return {
    performance: Math.round((categories['performance']?.score ?? 0) * 100),
    accessibility: Math.round((categories['accessibility']?.score ?? 0) * 100),
    firstPaint: figure('first-contentful-paint'),
    largestPaint: figure('largest-contentful-paint'),
    blocked: figure('total-blocking-time'),
    shift: figure('cumulative-layout-shift'),
    failed: (categories['accessibility']?.auditRefs ?? [])
      .filter(({ id }) => audits[id]?.score === 0)
      .map(({ id }) => id),
  };
}
