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

/** How far a hat is, as a ring in its colour with the figure inside. A page of the portfolio has a hundred of them. */
export function ProgressRing({ hat, progress, size = 46 }: RingProps): ReactNode {
  const share = percent(progress);
  const large = size > 60;
  const thickness = large ? 6 : 4;
  const ring = { cx: size / 2, cy: size / 2, r: (size - thickness) / 2 - 2, fill: 'none', strokeWidth: thickness };
  return (
    <svg
      width={size}
      height={size}
      role="img"
      aria-label={texts.portfolio.progressOf(texts.hats[hat], share)}
      className="figure"
      style={{ flex: 'none' }}
    >
      <circle {...ring} stroke="var(--line)" />
      {share > 0 && (
        <circle
          {...ring}
          stroke={hatColour(hat)}
          pathLength={100}
          strokeDasharray={`${Math.min(100, share)} 100`}
          transform={`rotate(-90 ${size / 2} ${size / 2})`}
        />
      )}
      <text
        x="50%"
        y="50%"
        dominantBaseline="central"
        textAnchor="middle"
        fill="currentcolor"
        fontWeight={600}
        fontSize={large ? 16 : share < 100 ? 11 : 10}
      >
        {share}%
      </text>
    </svg>
  );
}
