import { LineChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { ReferenceDot } from 'recharts';
import { useQuery } from 'urql';
import { addDays, daysBetween, showShortDay } from '../../format/days.js';
import { showDepth } from '../../format/figures.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { Loaded } from '../../graphql/Loaded.js';
import { hatColour, type HatName } from '../../parts/Hat.js';
import { Nothing } from '../../parts/Page.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';
import { apart } from './depth-labels.js';
import classes from './Depth.module.css';

const DepthHistoryQuery = graphql(`
  query DepthHistory($id: ID!) {
    engagement(id: $id) {
      id
      hats {
        hat
        depthHistory {
          on
          depthOfPlan
          planned
        }
      }
    }
  }
`);

type Histories = NonNullable<ResultOf<typeof DepthHistoryQuery>['engagement']>['hats'];

interface DepthChartProps {
  engagementId: string;
  quarter: { from: string; to: string };
}

/** Days between the marks of the axis. */
const AXIS_STEP = 30;
/** Depths that two labels stand apart, so that their letters do not touch on a chart of this height. */
const LABELS_APART = 8;

export function DepthChart({ engagementId, quarter }: DepthChartProps): ReactNode {
  const query = useQuery({ query: DepthHistoryQuery, variables: { id: engagementId } });
  return (
    <Loaded query={query} shape="lines">
      {({ engagement }) => {
        const hats = engagement?.hats.filter(({ depthHistory }) => depthHistory.length > 0) ?? [];
        if (hats.length === 0) return <Nothing>{texts.engagement.nothingWritten}</Nothing>;
        return (
          <>
            <Lines hats={hats} quarter={quarter} />
            <Figures hats={hats} />
          </>
        );
      }}
    </Loaded>
  );
}

const planOf = (hat: HatName): string => `${hat} plan`;

function Lines({ hats, quarter }: { hats: Histories; quarter: DepthChartProps['quarter'] }): ReactNode {
  const words = texts.engagement;
  const dayOf = (on: string): number => daysBetween(quarter.from, on);
  const days = dayOf(quarter.to);
  const data = hats
    .flatMap(({ hat, depthHistory }) =>
      depthHistory.map(({ on, depthOfPlan, planned }) => ({
        day: dayOf(on),
        ...(depthOfPlan === null ? {} : { [hat]: depthOfPlan }),
        [planOf(hat)]: planned,
      })),
    )
    .sort((one, other) => one.day - other.day);
  const ends = hats.flatMap(({ hat, depthHistory }) => {
    const last = depthHistory.at(-1);
    if (!last) return [];
    const day = dayOf(last.on);
    return [
      { hat, day, value: last.planned, text: words.planLabel(texts.hats[hat], showDepth(last.planned)), plan: true },
      ...(last.depthOfPlan === null
        ? []
        : [
            {
              hat,
              day,
              value: last.depthOfPlan,
              text: words.depthLabel(texts.hats[hat], showDepth(last.depthOfPlan)),
              plan: false,
            },
          ]),
    ];
  });
  const labels = apart(ends, LABELS_APART);
  const ticks = Array.from({ length: Math.floor(days / AXIS_STEP) + 1 }, (_, index) => index * AXIS_STEP);
  return (
    <div role="img" aria-label={words.depthSaid(labels.map(({ text }) => text).join(', '))}>
      <LineChart
        className={classes['chart'] ?? ''}
        aria-hidden
        data={data}
        dataKey="day"
        series={hats.flatMap(({ hat }) => [
          { name: hat, color: hatColour(hat), curveType: 'stepAfter' as const },
          { name: planOf(hat), color: hatColour(hat), strokeDasharray: '3 4', curveType: 'linear' as const },
        ])}
        withDots={false}
        withTooltip={false}
        strokeWidth={2}
        gridAxis="x"
        tickLine="none"
        lineChartProps={{ margin: { top: 12, right: 104, bottom: 0, left: 0 }, accessibilityLayer: false }}
        lineProps={({ name }) => ({ isAnimationActive: false, strokeOpacity: name.endsWith('plan') ? 0.7 : 1 })}
        yAxisProps={{ domain: [0, 100], ticks: [0, 20, 40, 60, 80, 100], width: 34 }}
        xAxisProps={{
          type: 'number',
          domain: [-1, days],
          ticks,
          tickFormatter: (day: number) => showShortDay(addDays(quarter.from, day)),
        }}
      >
        {labels.map(({ hat, day, at, text, plan }) => (
          <ReferenceDot
            key={text}
            x={day}
            y={at}
            r={0}
            ifOverflow="visible"
            label={{
              value: text,
              position: 'right',
              fill: hatColour(hat),
              className: classes['label'] ?? '',
              offset: 10,
              ...(plan ? { 'data-plan': true } : {}),
            }}
          />
        ))}
        {labels
          .filter(({ plan }) => !plan)
          .map(({ hat, day, value }) => (
            <ReferenceDot
              key={hat}
              x={day}
              y={value}
              ifOverflow="visible"
              shape={({ cx, cy }: { cx?: number; cy?: number }) => <EndMark hat={hat} x={cx ?? 0} y={cy ?? 0} />}
            />
          ))}
      </LineChart>
    </div>
  );
}

/** The hat's own shape at the end of its line. */
function EndMark({ hat, x, y }: { hat: HatName; x: number; y: number }): ReactNode {
  return hat === 'CTO' ? (
    <rect x={x - 4.5} y={y - 4.5} width={9} height={9} rx={1} fill={hatColour(hat)} />
  ) : (
    <path d={`M${x} ${y - 6}l6 6-6 6-6-6z`} fill={hatColour(hat)} />
  );
}

function Figures({ hats }: { hats: Histories }): ReactNode {
  const words = texts.engagement;
  return (
    <details className={classes['table']}>
      <summary>{words.asTable}</summary>
      {hats.map(({ hat, depthHistory }) => (
        <WideTable key={hat} label={`${words.depthOverTime}, ${texts.hats[hat]}`} minWidth={280}>
          <Table fz="sm" verticalSpacing={2} mt="sm">
            <Table.Caption>{texts.hats[hat]}</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.day}</Table.Th>
                <Table.Th ta="end">{texts.depth}</Table.Th>
                <Table.Th ta="end">{words.plan}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {depthHistory.map(({ on, depthOfPlan, planned }) => (
                <Table.Tr key={on}>
                  <Table.Td>{showShortDay(on)}</Table.Td>
                  <Table.Td ta="end">{showDepth(depthOfPlan)}</Table.Td>
                  <Table.Td ta="end">{showDepth(planned)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      ))}
    </details>
  );
}
