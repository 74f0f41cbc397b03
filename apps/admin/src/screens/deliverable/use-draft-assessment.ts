import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { passingClient } from '../../app/session.js';
import { graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';

export const AssessmentFragment = graphql(`
  fragment AssessmentDetail on Assessment {
    depth
    verdict
    sections {
      heading
      critical
      depth
      completeness
      evidence
      specifics
      substance
      reasons {
        code
        statement
      }
    }
  }
`);

const AssessDraft = graphql(
  `
    query AssessDraft($deliverableId: ID!, $markdown: String!) {
      assessDraft(deliverableId: $deliverableId, markdown: $markdown) {
        ...AssessmentDetail
      }
    }
  `,
  [AssessmentFragment],
);

export type Assessment = ResultOf<typeof AssessmentFragment>;

/** A pause in typing, in milliseconds, after which the depth is asked for. */
const PAUSE = 300;

/**
 * The depth of what is being written, as the API sees it. Nothing is saved by asking.
 * @param saved the assessment of the saved text; shown, without asking, while the text is that.
 */
export function useDraftAssessment(
  deliverableId: string,
  markdown: string,
  saved: Assessment | undefined,
): { assessment: Assessment | undefined; assessing: boolean } {
  const [settled] = useDebouncedValue(markdown, PAUSE);
  const [answer, setAnswer] = useState<{ markdown: string; assessment: Assessment }>();
  const asks = saved === undefined;

  useEffect(() => {
    if (!asks) return;
    let current = true;
    void passingClient
      .query(AssessDraft, { deliverableId, markdown: settled })
      .toPromise()
      .then(({ data }) => {
        if (current && data)
          setAnswer({ markdown: settled, assessment: readFragment(AssessmentFragment, data.assessDraft) });
      });
    return () => {
      current = false;
    };
  }, [deliverableId, settled, asks]);

  if (saved) return { assessment: saved, assessing: false };
  return { assessment: answer?.assessment, assessing: answer?.markdown !== markdown };
}
