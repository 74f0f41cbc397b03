import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.js';
import { texts } from '../texts/index.js';
import { type ChoiceProps, type Chosen, FoundSelect, useFinding } from './FoundSelect.js';

const FoundMembersQuery = graphql(`
  query FoundMembers($search: String) {
    members(first: 20, search: $search) {
      edges {
        node {
          id
          name
          email
        }
      }
    }
  }
`);

interface MemberSelectProps extends ChoiceProps {
  /** Whoever is chosen, with the name that stands in the field; also one who was removed since. */
  chosen: Chosen | null;
}

const context = { additionalTypenames: ['Member'] };

/** One member out of any number, found by a part of the name or of the email address. */
export function MemberSelect(props: MemberSelectProps): ReactNode {
  const finding = useFinding(props.chosen);
  const query = useQuery({ query: FoundMembersQuery, ...finding.asked, context });
  const found = query[0].data?.members.edges.map(({ node: { id, name, email } }) => ({ id, name, more: email }));
  return <FoundSelect {...props} finding={finding} query={query} found={found} nothing={texts.members.none} />;
}
