import type { ReactNode } from 'react';
import { texts } from '../texts/index.js';
import { Mark } from './Mark.js';
import classes from './PublicFrame.module.css';
import { SchemeToggle } from './SchemeToggle.js';

/** What surrounds a screen that nobody signs in for. @param name whose screen it is */
export function PublicFrame({ name, children }: { name?: string; children: ReactNode }): ReactNode {
  return (
    <div className={classes['frame']}>
      <a className="skip" href="#content">
        {texts.skip}
      </a>
      <header className={classes['header']}>
        <Mark />
        <span className={classes['name']}>{name ?? texts.product}</span>
        <SchemeToggle />
      </header>
      <main id="content" tabIndex={-1} className={classes['main']}>
        {children}
      </main>
    </div>
  );
}
