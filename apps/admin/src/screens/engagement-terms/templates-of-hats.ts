import { graphql, type ResultOf } from '../../graphql/graphql.js';
import type { HatName } from '../../parts/Hat.js';

/** Templates by which something can be planned. */
export const PlanTemplatesQuery = graphql(`
  query PlanTemplates {
    templates(first: 100) {
      edges {
        node {
          id
          key
          hat
          title
          dueDay
        }
      }
    }
  }
`);

/** Those of the hats of an engagement, as choices, by hat and day. */
export function templatesOf({ templates }: ResultOf<typeof PlanTemplatesQuery>, hats: readonly HatName[]) {
  return templates.edges
    .map(({ node }) => node)
    .filter(({ hat }) => hats.includes(hat))
    .sort((one, other) => hats.indexOf(one.hat) - hats.indexOf(other.hat) || one.dueDay - other.dueDay);
}
