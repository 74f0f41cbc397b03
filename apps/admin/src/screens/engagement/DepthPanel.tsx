import { useIntersection } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Waiting } from '../../parts/States.js';
import { texts } from '../../texts/index.js';
import classes from './Depth.module.css';

export const DepthPanelFragment = graphql(`
  fragment DepthPanel on Engagement {
    id
    state
    currentQuarter {
      from
      to
    }
  }
`);

/** Charts are half as large as the rest of the app: they come when they are seen. */
const DepthChart = lazy(() => import('./DepthChart.js').then((module) => ({ default: module.DepthChart })));

/** How deep the plan of each hat grew over the quarter, the two beside each other. */
export function DepthPanel(props: { engagement: FragmentOf<typeof DepthPanelFragment> }): ReactNode {
  const { id, state, currentQuarter } = readFragment(DepthPanelFragment, props.engagement);
  const { ref, entry } = useIntersection();
  const [seen, setSeen] = useState(false);
  if (entry?.isIntersecting && !seen) setSeen(true);
  return (
    <Panel title={texts.engagement.depthOverTime}>
      <div ref={ref} className={classes['place']}>
        {state === 'DRAFT' ? (
          <Nothing>{texts.engagement.notBegun}</Nothing>
        ) : (
          seen && (
            <Suspense fallback={<Waiting shape="lines" />}>
              <DepthChart engagementId={id} quarter={currentQuarter} />
            </Suspense>
          )
        )}
      </div>
    </Panel>
  );
}
