import { useDebouncedValue } from '@mantine/hooks';
import { Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { showMoney } from '../../format/figures.js';
import { graphql, type ResultOf, type VariablesOf } from '../../graphql/graphql.js';
import { MetIcon } from '../../parts/icons.js';
import { Severity } from '../../parts/Marks.js';
import { texts } from '../../texts/index.js';

const DecisionCheckQuery = graphql(`
  query DecisionCheck($input: CheckDecisionInput!, $engagementId: ID!, $area: String!, $amount: MoneyInput) {
    whichHat(engagementId: $engagementId, area: $area, amount: $amount) {
      statement
      quarterRemaining {
        amount
        currency
      }
    }
    checkDecision(input: $input) {
      rule
      severity
      statement
    }
  }
`);

export type CheckedDecision = VariablesOf<typeof DecisionCheckQuery>['input'];
type Checked = ResultOf<typeof DecisionCheckQuery>;

/** A pause in typing, in milliseconds, after which the check is asked for. */
const PAUSE = 200;

/** What the charter, the limits and the rest of the log say of a decision while it is typed. */
export function DecisionCheck({ decision }: { decision: CheckedDecision }): ReactNode {
  const [asked] = useDebouncedValue(JSON.stringify(decision), PAUSE);
  const input = JSON.parse(asked) as CheckedDecision;
  const { engagementId, area, spend } = input;
  const [{ data, error }] = useQuery({
    query: DecisionCheckQuery,
    variables: { input, engagementId, area, amount: spend ?? null },
    pause: area.trim() === '',
    requestPolicy: 'network-only',
  });
  // What was said last stays until more is known.
  const [last, setLast] = useState<Checked>();
  if (data && !error && data !== last) setLast(data);
  const said = data ?? last;
  const words = texts.decisions;
  const mistake = error?.graphQLErrors[0]?.message;
  return (
    <Stack gap={6} role="status" aria-label={words.check} fz="sm" mih={48}>
      {area.trim() === '' || (!said && !mistake) ? (
        <Text size="sm" c="dimmed">
          {words.checkHint}
        </Text>
      ) : mistake ? (
        <Severity severity="WARNING">{mistake}</Severity>
      ) : (
        said && <Said said={said} />
      )}
    </Stack>
  );
}

function Said({ said: { whichHat, checkDecision } }: { said: Checked }): ReactNode {
  const words = texts.decisions;
  return (
    <>
      <Text size="sm" fw={600}>
        {whichHat.statement}
      </Text>
      {checkDecision.length === 0 && (
        <Group gap={5} c="var(--good)" fw={600}>
          <MetIcon />
          {words.nothingAgainst}
        </Group>
      )}
      {checkDecision.map(({ rule, severity, statement }) => (
        <div key={`${rule} ${statement}`}>
          <Severity severity={severity}>{texts.rules[rule]}</Severity> {statement}
        </div>
      ))}
      {whichHat.quarterRemaining && (
        <Text size="xs" c="dimmed" className="figure">
          {texts.whichHat.remaining}: {showMoney(whichHat.quarterRemaining)}
        </Text>
      )}
    </>
  );
}
