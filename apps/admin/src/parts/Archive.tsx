import { Anchor, Progress } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { percent, showNumber } from '../format/figures.js';
import { texts } from '../texts/index.js';

/** An archive that is made in the background, as the API tells of it. */
export interface ArchiveMade {
  state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED';
  /** 0 to 1. */
  progress: number;
  url: string | null;
  /** Bytes. */
  size: number | null;
  error: string | null;
}

const LOOK_AGAIN_MS = 2_000;

/** Looks again every two seconds while one of the archives is being made. */
export function useUntilMade(archives: readonly ArchiveMade[] | undefined, look: () => void): void {
  const isMade = archives?.some(({ state }) => state === 'QUEUED' || state === 'RUNNING');
  useEffect(() => {
    if (!isMade) return;
    const timer = setTimeout(look, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isMade, archives, look]);
}

/** How far an archive is, why there is none, or the way to it. */
export function Archive({
  of: { state, url, size, error, progress },
  name,
}: {
  of: ArchiveMade;
  name: string;
}): ReactNode {
  const words = texts.archive;
  if (state === 'FAILED') return error;
  if (state !== 'DONE' || url === null)
    return <Progress value={percent(progress)} miw={120} aria-label={words.progress} />;
  const kilobytes = showNumber(Math.ceil((size ?? 0) / 1_000));
  return (
    <Anchor href={new URL(url).pathname} size="sm" aria-label={words.downloadOf(kilobytes, name)}>
      {words.download(kilobytes)}
    </Anchor>
  );
}
