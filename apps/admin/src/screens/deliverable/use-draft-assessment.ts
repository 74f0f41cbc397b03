import { useEffect, useRef, useState } from 'react';
import { passingClient } from '../../app/session.js';
import { useConnectionBack } from '../../graphql/connection.js';
import { graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { asInput, type Content } from './draft-content.js';

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
    query AssessDraft($deliverableId: ID!, $markdown: String!, $evidence: [EvidenceInput!]) {
      assessDraft(deliverableId: $deliverableId, markdown: $markdown, evidence: $evidence) {
        ...AssessmentDetail
      }
    }
  `,
  [AssessmentFragment],
);

export type Assessment = ResultOf<typeof AssessmentFragment>;

/** A pause in typing, in milliseconds, after which the depth is asked for. */
const PAUSE = 50;

/**
 * The depth of what is being written, as the API sees it. Nothing is saved by asking. One question is under way at a time;
 * what is written meanwhile is asked about next, and what lies between is left out.
 * @param saved the assessment of the saved text; shown, without asking, while the text is that.
 */
export function useDraftAssessment(
  deliverableId: string,
  content: Content,
  saved: Assessment | undefined,
): { assessment: Assessment | undefined; assessing: boolean } {
  const [answer, setAnswer] = useState<{ content: Content; assessment: Assessment }>();
  const newest = useRef<Content | undefined>(undefined);
  const underWay = useRef(false);
  const asks = saved === undefined && content.markdown.trim() !== '';
  const { markdown, evidence } = content;
  const ask = useRef(async (): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    for (let asked = newest.current; asked; asked = newest.current === asked ? undefined : newest.current) {
      const variables = { deliverableId, markdown: asked.markdown, evidence: asInput(asked.evidence) };
      const { data } = await passingClient.query(AssessDraft, variables).toPromise();
      if (data) setAnswer({ content: asked, assessment: readFragment(AssessmentFragment, data.assessDraft) });
    }
    underWay.current = false;
  });

  useEffect(() => {
    if (!asks) {
      newest.current = undefined;
      return;
    }
    const timer = setTimeout(() => {
      newest.current = { markdown, evidence };
      void ask.current();
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [markdown, evidence, asks]);
  useConnectionBack(() => void ask.current());

  if (saved) return { assessment: saved, assessing: false };
  return {
    assessment: answer?.assessment,
    assessing: asks && (answer?.content.markdown !== markdown || answer.content.evidence !== evidence),
  };
}
