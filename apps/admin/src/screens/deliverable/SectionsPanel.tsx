import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { showDepth } from '../../format/figures.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { sameHeading } from './guidance.js';
import type { Assessment } from './use-draft-assessment.js';
import classes from './Deliverable.module.css';

interface SectionsPanelProps {
  sections: Assessment['sections'];
  /** The heading that the cursor stands under. */
  current: string | undefined;
  goTo: (heading: string) => void;
}

/** The sections with the depth of each; a press goes there. */
export function SectionsPanel({ sections, current, goTo }: SectionsPanelProps): ReactNode {
  return (
    <Panel title={texts.deliverable.sections}>
      {sections.length === 0 && <Nothing>{texts.deliverable.notAssessed}</Nothing>}
      <ul className={classes['sections']}>
        {sections.map((section, index) => (
          <li key={`${index} ${section.heading}`}>
            <button
              type="button"
              className={classes['section']}
              aria-current={current !== undefined && sameHeading(section.heading, current) ? 'true' : undefined}
              onClick={() => goTo(section.heading)}
            >
              <span>
                {section.heading}{' '}
                {section.critical && <span className={classes['critical']}>{texts.deliverable.critical}</span>}
              </span>
              <span>
                <VisuallyHidden>{texts.depth} </VisuallyHidden>
                {showDepth(section.depth)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
