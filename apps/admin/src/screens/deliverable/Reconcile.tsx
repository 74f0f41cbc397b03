import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { texts } from '../../texts/index.js';
import { Difference } from './Difference.js';
import classes from './Difference.module.css';

const ReconcileDraft = graphql(`
  query ReconcileDraft($deliverableId: ID!, $markdown: String!, $baseRevision: Int!) {
    reconcileDraft(deliverableId: $deliverableId, markdown: $markdown, baseRevision: $baseRevision) {
      revision
      sections {
        heading
        changedBy
        mine
        theirs
        parts {
          kind
          text
        }
      }
    }
  }
`);

type Sections = ResultOf<typeof ReconcileDraft>['reconcileDraft']['sections'];
type Side = 'MINE' | 'THEIRS' | 'BOTH';

interface ReconcileProps {
  deliverableId: string;
  markdown: string;
  base: number;
  theirName: string;
  choose: (markdown: string) => void;
}

/** Both texts section by section, with what differs, and whose goes on. */
export function Reconcile({ deliverableId, markdown, base, theirName, choose }: ReconcileProps): ReactNode {
  // What was written when it was opened: it does not move while the writer chooses.
  const [variables] = useState({ deliverableId, markdown, baseRevision: base });
  const query = useQuery({ query: ReconcileDraft, variables, requestPolicy: 'network-only' });
  return (
    <Loaded query={query} shape="lines">
      {({ reconcileDraft }) => <Choice sections={reconcileDraft.sections} theirName={theirName} choose={choose} />}
    </Loaded>
  );
}

interface ChoiceProps {
  sections: Sections;
  theirName: string;
  choose: (markdown: string) => void;
}

function Choice({ sections, theirName, choose }: ChoiceProps): ReactNode {
  const [sides, setSides] = useState<Record<number, Side>>({});
  const words = texts.deliverable;
  // What only they changed is taken from them; what the writer changed stays theirs to decide, and is kept until then.
  const sideOf = (at: number): Side => sides[at] ?? (sections[at]?.changedBy === 'THEIRS' ? 'THEIRS' : 'MINE');
  const chosen = sections.flatMap(({ mine, theirs, changedBy }, at) => {
    const side = changedBy === 'NOBODY' ? 'MINE' : sideOf(at);
    const texts = side === 'BOTH' ? [theirs, mine] : [side === 'MINE' ? mine : theirs];
    return texts.flatMap((text) => text ?? []);
  });
  return (
    <Stack mt="md" gap="md">
      {sections.map((section, at) => {
        const { heading, changedBy, parts } = section;
        if (changedBy === 'NOBODY') return null;
        const name = heading === '' ? words.aboveHeadings : heading;
        return (
          <section key={`${at} ${heading}`} className={classes['section']} aria-label={name}>
            <Group justify="space-between" gap="xs" mb="xs">
              <div>
                <Title order={2} size="h6">
                  {name}
                </Title>
                <Text size="xs" c="dimmed">
                  {words.changedBy[changedBy](theirName)}
                </Text>
              </div>
              <SegmentedControl
                size="xs"
                aria-label={words.whoseOf(name)}
                value={sideOf(at)}
                onChange={(side) => setSides({ ...sides, [at]: side })}
                data={[
                  { value: 'MINE', label: section.mine === null ? words.mineWithout : words.mine },
                  { value: 'THEIRS', label: section.theirs === null ? words.theirsWithout : words.theirs },
                  { value: 'BOTH', label: words.both, disabled: section.mine === null || section.theirs === null },
                ]}
              />
            </Group>
            <Difference parts={parts} removed={words.onlyTheirs} added={words.onlyMine} />
          </section>
        );
      })}
      <Group>
        <Button onClick={() => choose(chosen.join('\n'))}>{words.useChosen}</Button>
        <Text size="sm" c="dimmed">
          {words.useChosenHint}
        </Text>
      </Group>
    </Stack>
  );
}
