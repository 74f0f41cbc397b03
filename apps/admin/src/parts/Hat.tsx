import type { ReactNode } from 'react';
import { texts } from '../texts/index.js';
import classes from './Hat.module.css';

export type HatName = 'CTO' | 'CAIO';

/** A hat's own shape beside its colour: a square for the CTO, a diamond for the CAIO. With a label it says its name. */
export function HatGlyph({ hat, size = 10, label }: { hat: HatName; size?: number; label?: string }): ReactNode {
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg width={size} height={size} viewBox="0 0 10 10" {...said} className={classes['glyph']} data-hat={hat}>
      {hat === 'CTO' ? <rect x="1" y="1" width="8" height="8" rx="1" /> : <path d="M5 0 10 5 5 10 0 5z" />}
    </svg>
  );
}

/** The hat by name, in its colour, with its shape. */
export function Hat({ hat, large = false }: { hat: HatName; large?: boolean }): ReactNode {
  return (
    <span className={classes['hat']} data-hat={hat} data-large={large || undefined}>
      <HatGlyph hat={hat} size={large ? 12 : 10} />
      {texts.hats[hat]}
    </span>
  );
}

/** Whose a decision is: one of the hats, both, or somebody named outside the engagement. */
export function Holder({
  holder,
  name,
}: {
  holder: 'CTO' | 'CAIO' | 'JOINT' | 'NAMED_OUTSIDE';
  name?: string | null;
}): ReactNode {
  if (holder === 'CTO' || holder === 'CAIO') return <Hat hat={holder} />;
  if (holder === 'NAMED_OUTSIDE') return <span>{name ?? texts.holders.NAMED_OUTSIDE}</span>;
  return (
    <span className={classes['joint']}>
      <HatGlyph hat="CTO" />
      <HatGlyph hat="CAIO" />
      {texts.holders.JOINT}
    </span>
  );
}

export const hatColour = (hat: HatName): string => (hat === 'CTO' ? 'var(--hat-cto)' : 'var(--hat-caio)');
