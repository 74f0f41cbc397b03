import { Alert, Button, CopyButton, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { SharedReadGone } from '../../app/Lost.js';
import { PublicFrame } from '../../app/PublicFrame.js';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { Prose } from '../../parts/Prose.js';
import { texts } from '../../texts/index.js';
import classes from './SharedRead.module.css';

const SharedReadQuery = graphql(`
  query SharedRead($secret: String!) {
    sharedWrittenRead(secret: $secret) {
      company
      consultancy
      markdown
      url
      markdownUrl
      pdfUrl
      expiresAt
    }
  }
`);

/** Asked once an opening: each answer counts as one. */
const once = { requestPolicy: 'network-only' } as const;

/** A written read, for whoever has its address. */
export default function SharedReadScreen(): ReactNode {
  const { secret = '' } = useParams();
  const query = useQuery({ query: SharedReadQuery, variables: { secret }, ...once });
  const words = texts.sharedRead;
  const name = query[0].data?.sharedWrittenRead?.consultancy;
  return (
    <PublicFrame {...(name === undefined ? {} : { name })}>
      <Loaded query={query}>
        {({ sharedWrittenRead: read }) =>
          read ? (
            <div className={classes['page']}>
              <title>{`${words.title(read.company)} · ${texts.product}`}</title>
              <Alert variant="default" className={classes['aside'] ?? ''} title={words.keep}>
                <Text size="sm">{words.worksUntil(showMoment(read.expiresAt))}</Text>
                <Group gap="xs" mt="sm">
                  <CopyButton value={read.url}>
                    {({ copied, copy }) => (
                      <Button size="xs" onClick={copy}>
                        {copied ? texts.actions.copied : words.copy}
                      </Button>
                    )}
                  </CopyButton>
                  <Button size="xs" variant="default" component="a" href={read.pdfUrl}>
                    {words.pdf}
                  </Button>
                  <Button size="xs" variant="default" component="a" href={read.markdownUrl}>
                    {words.markdown}
                  </Button>
                  <Button size="xs" variant="default" onClick={() => window.print()}>
                    {words.print}
                  </Button>
                </Group>
              </Alert>
              <article className={classes['read']}>
                <Prose markdown={read.markdown} whole />
              </article>
            </div>
          ) : (
            <SharedReadGone />
          )
        }
      </Loaded>
    </PublicFrame>
  );
}
