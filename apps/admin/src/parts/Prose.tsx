import { Typography } from '@mantine/core';
import type { ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import classes from './Prose.module.css';

/** A picture is a link, because loading it would call another server. */
const headings: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
};

const components: Components = {
  a: ({ children, href }) => (
    <a href={href} rel="noreferrer noopener" target="_blank">
      {children}
    </a>
  ),
  img: ({ alt, src }) => (
    <a href={typeof src === 'string' ? src : undefined} rel="noreferrer noopener" target="_blank">
      {alt || (typeof src === 'string' ? src : '')}
    </a>
  ),
  table: ({ children }) => (
    <div className={classes['wide']} tabIndex={0} role="group">
      <table>{children}</table>
    </div>
  ),
};

/**
 * Markdown as people read it. HTML in it is left out, and what is left is cleaned. Headings start below the page's own,
 * unless the text is the whole page.
 */
export function Prose({ markdown, whole = false }: { markdown: string; whole?: boolean }): ReactNode {
  return (
    <Typography dir="auto" className={classes['prose']} data-whole={whole || undefined}>
      <Markdown
        skipHtml
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        components={whole ? components : { ...headings, ...components }}
      >
        {markdown}
      </Markdown>
    </Typography>
  );
}
