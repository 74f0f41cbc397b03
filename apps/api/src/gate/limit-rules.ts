import { GraphQLError, Kind, type FragmentDefinitionNode, type SelectionSetNode, type ValidationRule } from 'graphql';
import { ApiError } from '../graphql/errors.js';
import { unstorable } from './text.js';
import { MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES, MAX_MERGES } from './limits.js';

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

/**
 * At most `MAX_MERGES` pairs of fields that come out under one name in one place. Fields of one name are one field in the
 * answer, so what stands under them is looked at together.
 */
const limitMerges: ValidationRule = (context) => {
  let left = MAX_MERGES;

  const collect = (
    selections: SelectionSetNode,
    into: Map<string, SelectionSetNode[]>,
    spread: Set<FragmentDefinitionNode>,
  ): void => {
    for (const selection of selections.selections) {
      if (left < 0) return;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const inner = into.get(name);
        const others = inner ?? [];
        left -= inner ? Math.max(1, inner.length) : 0;
        if (selection.selectionSet) others.push(selection.selectionSet);
        into.set(name, others);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet, into, spread);
      } else {
        const fragment = context.getFragment(selection.name.value);
        left -= 1;
        if (!fragment || spread.has(fragment)) continue;
        spread.add(fragment);
        collect(fragment.selectionSet, into, spread);
      }
    }
  };

  const merge = (together: readonly SelectionSetNode[], depth: number): void => {
    // Deeper ones are refused for that.
    if (depth > MAX_DEPTH) return;
    const fields = new Map<string, SelectionSetNode[]>();
    const spread = new Set<FragmentDefinitionNode>();
    for (const selections of together) collect(selections, fields, spread);
    for (const inner of fields.values()) if (left >= 0 && inner.length > 0) merge(inner, depth + 1);
  };

  return {
    OperationDefinition: (node) => {
      if (left < 0) return;
      merge([node.selectionSet], 1);
      if (left < 0) context.reportError(tooComplex('The text asks for the same field too often in one place.'));
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

/** Looked at before graphql's own rules, some of which take long over what these refuse. */
export const LIMIT_RULES: readonly ValidationRule[] = [limitCounts, limitDepth, limitMerges, limitCharacters];

function tooComplex(message: string): ApiError {
  return new ApiError('QUERY_TOO_COMPLEX', message);
}
