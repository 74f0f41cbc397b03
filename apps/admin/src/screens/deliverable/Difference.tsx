import { Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../../texts/index.js';
import classes from './Difference.module.css';

interface DifferenceProps {
  parts: readonly { kind: 'SAME' | 'ADDED' | 'REMOVED'; text: string }[];
  /** What a removed and an added part are called, for who cannot see them marked. */
  removed: string;
  added: string;
}

/** Lines beside a change that are shown of what stayed the same. */
const BESIDE = 2;

/** What only the one text has, struck through, and what only the other has, underlined. */
export function Difference({ parts, removed, added }: DifferenceProps): ReactNode {
  return (
    <div className={classes['text']} tabIndex={0} role="group" aria-label={texts.deliverable.difference}>
      {parts.map(({ kind, text }, at) => {
        if (kind === 'SAME') return <Same key={at} text={text} first={at === 0} last={at === parts.length - 1} />;
        const Marked = kind === 'ADDED' ? 'ins' : 'del';
        return (
          <Marked key={at} className={classes[kind.toLowerCase()]}>
            <VisuallyHidden>{kind === 'ADDED' ? added : removed} </VisuallyHidden>
            {text}
          </Marked>
        );
      })}
    </div>
  );
}

function Same({ text, first, last }: { text: string; first: boolean; last: boolean }): ReactNode {
  const lines = text.split('\n');
  const [before, after] = [first ? 0 : BESIDE, last ? 0 : BESIDE];
  const left = lines.length - before - after;
  if (left < 3) return text;
  return (
    <>
      {before > 0 && `${lines.slice(0, before).join('\n')}\n`}
      <Text span c="dimmed" size="xs" className={classes['fold'] ?? ''}>
        {texts.deliverable.sameLines(left)}
      </Text>
      {after > 0 && `\n${lines.slice(-after).join('\n')}`}
    </>
  );
}
