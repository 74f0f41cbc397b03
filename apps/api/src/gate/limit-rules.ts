import { GraphQLError, Kind, type FragmentDefinitionNode, type SelectionSetNode, type ValidationRule } from 'graphql';
import { ApiError } from '../graphql/errors.js';
import { unstorable } from './text.js';
import { MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES } from './limits.js';

/** No more than `MAX_ALIASES` aliases and `MAX_DIRECTIVES` directives in a text. */
const limitCounts: ValidationRule = (context) => {
  let aliases = 0;
  let directives = 0;
  return {
    Field: (node) => {
      if (node.alias && ++aliases === MAX_ALIASES + 1)
        context.reportError(tooComplex(`An operation has at most ${MAX_ALIASES} aliases.`));
    },
    Directive: () => {
      if (++directives === MAX_DIRECTIVES + 1)
        context.reportError(tooComplex(`An operation has at most ${MAX_DIRECTIVES} directives.`));
    },
  };
};

/**
 * Fields nest at most `MAX_DEPTH` deep, through fragments too. Introspection is bounded by a rule of graphql itself and
 * does not count.
 */
const limitDepth: ValidationRule = (context) => {
  const depthOfFragment = new Map<FragmentDefinitionNode, number>();

  const depthOf = (selections: SelectionSetNode | undefined): number => {
    let deepest = 0;
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        if (!selection.name.value.startsWith('__')) deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, depthOf(selection.selectionSet));
      } else {
        deepest = Math.max(deepest, fragmentDepth(context.getFragment(selection.name.value)));
      }
    }
    return deepest;
  };

  const fragmentDepth = (fragment: FragmentDefinitionNode | null | undefined): number => {
    if (!fragment) return 0;
    const known = depthOfFragment.get(fragment);
    if (known !== undefined) return known;
    // A fragment that spreads itself ends here; another rule refuses it.
    depthOfFragment.set(fragment, 0);
    const depth = depthOf(fragment.selectionSet);
    depthOfFragment.set(fragment, depth);
    return depth;
  };

  return {
    OperationDefinition: (node) => {
      if (depthOf(node.selectionSet) > MAX_DEPTH)
        context.reportError(tooComplex(`Fields nest at most ${MAX_DEPTH} deep.`));
    },
  };
};

/** No text in the operation itself that a database cannot keep. */
const limitCharacters: ValidationRule = (context) => ({
  StringValue: (node) => {
    const fault = unstorable(node.value);
    if (fault)
      context.reportError(
        new GraphQLError(`A text holds ${fault}.`, { nodes: node, extensions: { code: 'BAD_USER_INPUT' } }),
      );
  },
});

export const LIMIT_RULES: readonly ValidationRule[] = [limitCounts, limitDepth, limitCharacters];

function tooComplex(message: string): ApiError {
  return new ApiError('QUERY_TOO_COMPLEX', message);
}
