import { Button, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { Fragment, type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { isLeading, useViewer } from '../../app/session.js';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ConfirmButton } from '../../parts/ConfirmButton.js';
import { Hat } from '../../parts/Hat.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Panel } from '../../parts/Page.js';
import { Prose } from '../../parts/Prose.js';
import { Refusals } from '../../parts/Refusals.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';
import { NewTemplateForm, NewVersionForm } from './TemplateForm.js';

const TemplatesQuery = graphql(`
  query Templates($after: String, $retired: Boolean!) {
    templates(first: 50, after: $after, retired: $retired) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          id
          key
          title
          hat
          dueDay
          weight
          markdown
          own
          createdAt
          retiredAt
        }
      }
    }
  }
`);

const RetireTemplate = graphql(`
  mutation RetireTemplate($input: RetireTemplateInput!) {
    retireTemplate(input: $input) {
      template {
        id
        retiredAt
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

export type Template = ResultOf<typeof TemplatesQuery>['templates']['edges'][number]['node'];

const context = { additionalTypenames: ['Template'] };

/** What deliverables are planned by: the catalogue, and the consultancy's own in its place or beside it. */
export function TemplatesTab(): ReactNode {
  const [retired, setRetired] = useState(false);
  const leading = isLeading(useViewer());
  const words = texts.settings.templates;
  return (
    <Stack>
      <Panel
        title={words.title}
        aside={
          <Switch
            size="xs"
            label={words.showRetired}
            checked={retired}
            onChange={(event) => setRetired(event.currentTarget.checked)}
          />
        }
      >
        <Text size="sm" maw={640} mb="sm">
          {words.what}
        </Text>
        <EachPage of={String(retired)}>{(page) => <PageOf {...page} retired={retired} leading={leading} />}</EachPage>
      </Panel>
      {leading && <NewTemplateForm />}
    </Stack>
  );
}

interface PageOfProps extends ShownPage {
  retired: boolean;
  leading: boolean;
}

function PageOf({ after, retired, leading, next }: PageOfProps): ReactNode {
  const query = useQuery({ query: TemplatesQuery, variables: { after, retired }, context });
  const words = texts.settings.templates;
  return (
    <Loaded query={query} shape="rows">
      {({ templates: { edges, pageInfo } }) => (
        <>
          <WideTable label={words.title} minWidth={680}>
            <Table fz="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th ps={0}>{words.name}</Table.Th>
                  <Table.Th>{words.hat}</Table.Th>
                  <Table.Th ta="end">{words.dueDay}</Table.Th>
                  <Table.Th ta="end">{words.weight}</Table.Th>
                  <Table.Th>{words.from}</Table.Th>
                  <Table.Th>{texts.settings.state}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {edges.map(({ cursor, node }) => (
                  <Row key={cursor} template={node} leading={leading} />
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
          {next && <MorePages pageInfo={pageInfo} next={next} />}
        </>
      )}
    </Loaded>
  );
}

function Row({ template, leading }: { template: Template; leading: boolean }): ReactNode {
  const [shown, setShown] = useState<'text' | 'form'>();
  const retire = useAction(RetireTemplate, ['Template']);
  const words = texts.settings.templates;
  const toggle = (what: 'text' | 'form') => () => setShown(shown === what ? undefined : what);
  const { id, title, retiredAt } = template;
  return (
    <Fragment>
      <Table.Tr>
        <Table.Td ps={0}>{title}</Table.Td>
        <Table.Td>
          <Hat hat={template.hat} />
        </Table.Td>
        <Table.Td ta="end">{template.dueDay}</Table.Td>
        <Table.Td ta="end">{template.weight}</Table.Td>
        <Table.Td>{template.own ? words.own : words.catalogue}</Table.Td>
        <Table.Td>
          {retiredAt && <Text size="xs">{words.retiredSince(showMoment(retiredAt))}</Text>}
          <Group gap="xs" wrap="nowrap">
            <Button
              size="xs"
              variant="default"
              aria-expanded={shown === 'text'}
              aria-label={words.readTemplate(title)}
              onClick={toggle('text')}
            >
              {words.read}
            </Button>
            {leading && id && !retiredAt && (
              <>
                <Button
                  size="xs"
                  variant="default"
                  aria-expanded={shown === 'form'}
                  aria-label={words.replaceTemplate(title)}
                  onClick={toggle('form')}
                >
                  {words.replace}
                </Button>
                <ConfirmButton
                  size="xs"
                  aria-label={words.retireTemplate(title)}
                  question={words.retireQuestion(title)}
                  onConfirm={() => void retire.run({ templateId: id })}
                >
                  {words.retire}
                </ConfirmButton>
              </>
            )}
          </Group>
          <Refusals of={retire.refusals} />
        </Table.Td>
      </Table.Tr>
      {shown && (
        <Table.Tr>
          <Table.Td colSpan={6} ps={0}>
            {shown === 'text' ? (
              <Prose markdown={template.markdown} />
            ) : (
              id && <NewVersionForm templateId={id} template={template} done={() => setShown(undefined)} />
            )}
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}
