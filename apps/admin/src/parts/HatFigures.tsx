import { RingProgress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { percent } from '../format/figures.js';
import { texts } from '../texts/index.js';
import { hatColour, type HatName } from './Hat.js';

interface RingProps {
  hat: HatName;
  /** 0 to 1. */
  progress: number;
  size?: number;
}

/** How far a hat is, as a ring in its colour with the figure inside. */
export function ProgressRing({ hat, progress, size = 46 }: RingProps): ReactNode {
  const share = percent(progress);
  return (
    <div role="img" aria-label={texts.portfolio.progressOf(texts.hats[hat], share)} style={{ flex: 'none' }}>
      <RingProgress
        aria-hidden
        size={size}
        thickness={size > 60 ? 6 : 4}
        rootColor="var(--line)"
        sections={[{ value: Math.min(100, share), color: hatColour(hat) }]}
        label={
          <Text ta="center" fz={size > 60 ? 'md' : share < 100 ? 11 : 10} fw={600} className="figure">
            {share}%
          </Text>
        }
      />
    </div>
  );
}
