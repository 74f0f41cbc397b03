import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useQuery, type UseQueryResponse } from 'urql';
import { showArea, showMoney } from '../../format/figures.js';
import { badInput } from '../../graphql/client.js';
import { Loaded } from '../../graphql/Loaded.js';
import { type FragmentOf, graphql, readFragment, type ResultOf, type VariablesOf } from '../../graphql/graphql.js';
import { Holder } from '../../parts/Hat.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

export const WhichHatFragment = graphql(`
  fragment WhichHatAreas on Engagement {
    id
    whichHatHats: hats {
      perDecisionLimit {
        currency
      }
    }
    charter {
      id
      rights {
        area
      }
    }
  }
`);

const WhichHatQuery = graphql(`
  query WhichHat($engagementId: ID!, $area: String!, $amount: MoneyInput) {
    whichHat(engagementId: $engagementId, area: $area, amount: $amount) {
      holder
      wornBy {
        name
      }
      withinPerDecisionLimit
      quarterRemaining {
        amount
        currency
      }
      approvalsNeeded
      statement
    }
  }
`);

type Asked = VariablesOf<typeof WhichHatQuery>;

/** Before a decision: whose it is, and whether it stays inside the limits. */
export function WhichHatPanel(props: { engagement: FragmentOf<typeof WhichHatFragment> }): ReactNode {
  const { id, charter, whichHatHats } = readFragment(WhichHatFragment, props.engagement);
  const areas = charter?.rights.map(({ area }) => area) ?? [];
  const { values, text } = useFields({ area: areas[0] ?? '', amount: '' });
  const [asked, setAsked] = useState<Asked>();
  const query = useQuery({
    query: WhichHatQuery,
    variables: asked ?? { engagementId: id, area: '' },
    pause: asked === undefined,
    requestPolicy: 'network-only',
  });
  const wrong = asked && badInput(query[0].error);
  const wrongId = useId();
  const words = texts.whichHat;
  const currency = whichHatHats[0]?.perDecisionLimit?.currency ?? 'EUR';
  const area = areas.includes(values.area) ? values.area : (areas[0] ?? '');

  return (
    <Panel title={words.title}>
      {areas.length === 0 ? (
        <Nothing>{words.noCharter}</Nothing>
      ) : (
        <Stack>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const amount = orNothing(values.amount);
              setAsked({ engagementId: id, area, amount: amount === undefined ? null : { amount, currency } });
            }}
          >
            <Group align="flex-end" gap="sm">
              <NativeSelect
                label={words.area}
                data={areas.map((each) => ({ value: each, label: showArea(each) }))}
                {...text('area')}
                value={area}
              />
              <TextInput
                label={`${words.amount} (${currency})`}
                inputMode="decimal"
                w={150}
                error={wrong !== undefined}
                aria-describedby={wrong === undefined ? undefined : wrongId}
                {...text('amount')}
              />
              <Button type="submit" variant="default">
                {words.ask}
              </Button>
            </Group>
            {wrong !== undefined && (
              <Text id={wrongId} role="alert" size="xs" c="var(--mantine-color-error)" mt={4}>
                {wrong}
              </Text>
            )}
          </form>
          {asked && wrong === undefined && <Answer query={query} />}
        </Stack>
      )}
    </Panel>
  );
}

function Answer({ query }: { query: UseQueryResponse<ResultOf<typeof WhichHatQuery>, Asked> }): ReactNode {
  const words = texts.whichHat;
  return (
    <Loaded query={query}>
      {({ whichHat }) => (
        <Stack gap={4} fz="sm" role="status">
          <Text fw={600}>{whichHat.statement}</Text>
          <Group gap="lg">
            {whichHat.holder && (
              <Holder holder={whichHat.holder} name={whichHat.wornBy.map(({ name }) => name).join(', ')} />
            )}
            {whichHat.wornBy.length > 0 && (
              <span>
                {words.wornBy} {whichHat.wornBy.map(({ name }) => name).join(', ')}
              </span>
            )}
          </Group>
          {whichHat.withinPerDecisionLimit !== null && (
            <span>{whichHat.withinPerDecisionLimit ? words.within : words.over}</span>
          )}
          {whichHat.quarterRemaining && (
            <span className="figure">
              {words.remaining}: {showMoney(whichHat.quarterRemaining)}
            </span>
          )}
          {whichHat.approvalsNeeded.length > 0 && (
            <span>
              {words.approvals}: {whichHat.approvalsNeeded.map(approver).join(', ')}
            </span>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

/** The API names an approver by hat or role; anything else is shown as it came. */
function approver(code: string): string {
  const words: Record<string, string> = { ...texts.roles, ...texts.holders };
  return words[code] ?? code;
}
