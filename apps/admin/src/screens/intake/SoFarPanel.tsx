import { Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { Hat, type HatName } from '../../parts/Hat.js';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import classes from './Intake.module.css';
import { answersSoFar, type Chosen } from './questions.js';
import { ReasonList } from './ReasonList.js';

const SoFarQuery = graphql(`
  query RecommendationSoFar($answers: AnswersSoFarInput!) {
    recommendationSoFar(answers: $answers) {
      possible
      caioSignals
      ctoSignals
      reasons {
        question
        answer
        leansTo
        statement
      }
    }
  }
`);

type SoFar = ResultOf<typeof SoFarQuery>['recommendationSoFar'];
type ShapeName = keyof typeof texts.shapes;

const shapes = Object.keys(texts.shapes) as ShapeName[];

/** The recommendation as it builds up: what is still possible, the signals, and what each answer adds. */
export function SoFarPanel({ chosen }: { chosen: Chosen }): ReactNode {
  const [{ data }] = useQuery({
    query: SoFarQuery,
    variables: { answers: answersSoFar(chosen) },
    requestPolicy: 'cache-first',
  });
  // What was said last stays until more is known.
  const [last, setLast] = useState<SoFar>();
  const now = data?.recommendationSoFar;
  if (now && now !== last) setLast(now);
  const soFar = now ?? last;
  return (
    <Panel title={texts.intake.soFar}>{soFar ? <Said soFar={soFar} /> : <Text size="sm">{texts.loading}</Text>}</Panel>
  );
}

function Said({ soFar: { possible, caioSignals, ctoSignals, reasons } }: { soFar: SoFar }): ReactNode {
  const words = texts.intake;
  const [only] = possible;
  return (
    <Stack gap="md">
      <div>
        <Text role="status" fw={620} mb={6}>
          {possible.length === 1 && only ? words.leadsTo(texts.shapes[only]) : words.possible(possible.length)}
        </Text>
        <ul className={classes['shapes']}>
          {shapes.map((shape) =>
            possible.includes(shape) ? (
              <li key={shape}>{texts.shapes[shape]}</li>
            ) : (
              <li key={shape} className={classes['out']}>
                {texts.shapes[shape]}
                <VisuallyHidden>{words.ruledOut}</VisuallyHidden>
              </li>
            ),
          )}
        </ul>
      </div>
      <Group gap="md" fz="sm">
        <span>{words.signals}</span>
        <Signals hat="CTO" count={ctoSignals} />
        <Signals hat="CAIO" count={caioSignals} />
      </Group>
      {reasons.length > 0 && <ReasonList reasons={reasons} />}
    </Stack>
  );
}

function Signals({ hat, count }: { hat: HatName; count: number }): ReactNode {
  return (
    <Group gap={6}>
      <Hat hat={hat} />
      <strong className="figure">{count}</strong>
    </Group>
  );
}
