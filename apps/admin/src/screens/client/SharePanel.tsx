import { Stack, Table, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { addDays, showMoment, todayIn } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ConfirmButton } from '../../parts/ConfirmButton.js';
import { Form } from '../../parts/Form.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { Secret } from '../../parts/Secret.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

export const ShareLinksFragment = graphql(`
  fragment ShareLinks on IntakeAssessment {
    id
    shareLinks(first: 50) {
      totalCount
      edges {
        node {
          id
          createdBy
          createdAt
          expiresAt
          revokedAt
          opens
        }
      }
    }
  }
`);

const ShareWrittenRead = graphql(`
  mutation ShareWrittenRead($input: ShareWrittenReadInput!) {
    shareWrittenRead(input: $input) {
      shareLink {
        id
        url
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const RevokeShareLink = graphql(`
  mutation RevokeShareLink($input: RevokeShareLinkInput!) {
    revokeShareLink(input: $input) {
      shareLink {
        id
        revokedAt
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Link = ResultOf<typeof ShareLinksFragment>['shareLinks']['edges'][number]['node'];

/** How long a new link works unless another day is chosen. */
const DAYS = 30;

/** The links by which people without an account read the written read: making one, and ending one. */
export function SharePanel({ intake }: { intake: FragmentOf<typeof ShareLinksFragment> }): ReactNode {
  const { id, shareLinks } = readFragment(ShareLinksFragment, intake);
  const links = shareLinks.edges.map(({ node }) => node);
  const share = useAction(ShareWrittenRead, ['IntakeAssessment']);
  const revoke = useAction(RevokeShareLink);
  const [until, setUntil] = useState(() => addDays(todayIn(), DAYS));
  const [url, setUrl] = useState<string>();
  const words = texts.share;

  const submit = async (): Promise<void> => {
    setUrl(undefined);
    // The last day counts whole, in the reader's time zone. An empty day is refused by the field itself.
    const expiresAt = new Date(`${until}T23:59:59`).toISOString();
    const done = await share.run({ intakeAssessmentId: id, expiresAt });
    if (done?.shareLink?.url) setUrl(done.shareLink.url);
  };

  return (
    <Panel title={words.title}>
      <Stack>
        <Refusals of={[...share.refusals, ...revoke.refusals]} except={['expiresAt']} />
        {links.length === 0 ? (
          <Nothing>{words.none}</Nothing>
        ) : (
          <LinkTable links={links} revoke={(shareLinkId) => void revoke.run({ shareLinkId })} />
        )}
        {shareLinks.totalCount > links.length && (
          <Text size="sm" c="dimmed">
            {words.earlier(shareLinks.totalCount - links.length)}
          </Text>
        )}
        {url && <Secret title={words.made} hint={words.once} value={url} />}
        <Form onSubmit={() => void submit()} submit={words.make} busy={share.busy} quiet>
          <TextInput
            label={words.until}
            type="date"
            required
            maw={240}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
            error={share.errorOf('expiresAt')}
          />
        </Form>
      </Stack>
    </Panel>
  );
}

function LinkTable({ links, revoke }: { links: readonly Link[]; revoke: (id: string) => void }): ReactNode {
  const words = texts.share;
  return (
    <WideTable label={words.title} minWidth={360}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.link}</Table.Th>
            <Table.Th ta="end">{words.opens}</Table.Th>
            <Table.Th>{words.state}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {links.map((link) => (
            <Table.Tr key={link.id}>
              <Table.Td>
                <Text size="sm">{words.by(link.createdBy)}</Text>
                <Text size="xs" c="dimmed">
                  {showMoment(link.createdAt)}
                </Text>
              </Table.Td>
              <Table.Td ta="end">{link.opens}</Table.Td>
              <Table.Td>
                <LinkState link={link} revoke={revoke} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

function LinkState({ link, revoke }: { link: Link; revoke: (id: string) => void }): ReactNode {
  const words = texts.share;
  if (link.revokedAt) return <Text size="sm">{words.revoked(showMoment(link.revokedAt))}</Text>;
  const expires = showMoment(link.expiresAt);
  if (new Date(link.expiresAt) <= new Date()) return <Text size="sm">{words.expired(expires)}</Text>;
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">{words.worksUntil(expires)}</Text>
      <ConfirmButton
        size="compact-xs"
        aria-label={words.revokeLink(showMoment(link.createdAt))}
        question={words.revokeQuestion}
        onConfirm={() => revoke(link.id)}
      >
        {words.revoke}
      </ConfirmButton>
    </Stack>
  );
}
