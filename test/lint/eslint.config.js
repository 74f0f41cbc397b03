/**
 * The rules of the house that oxlint has not: for GraphQL, for the words of the screens, for exports and for imports of
 * types beside decorators. All others, also those that ask for types, are in oxlint.json. They stand here and not at the
 * top level, so every call names them (see `npm run lint`). Layout is prettier's, who may import whom is
 * dependency-cruiser's, what nobody uses is knip's.
 */
import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SCHEMA = 'apps/api/schema.graphql';

const NO_DEFAULT_EXPORT = { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } };

/** Attributes that people read or hear. */
const SPOKEN =
  'JSXAttribute[name.name=/^(title|label|description|placeholder|alt|message|question|submit|aria-(label|description|roledescription|valuetext|placeholder))$/]';

export default defineConfig(
  globalIgnores(['dist/', '.bicorne/', 'test/artifacts/', 'test/lint/fixtures/', 'apps/admin/src/graphql-env.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    name: 'bicorne/every-script',
    files: ['**/*.{js,cjs,ts,tsx}'],
    rules: {
      // A name tells a reader who looks for it more than `default` does; the exceptions are below.
      'no-restricted-exports': ['error', NO_DEFAULT_EXPORT],
    },
  },

  {
    name: 'bicorne/typescript',
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    // A class that a decorator names is there when the program runs, though nothing but types speaks of it.
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
    },
  },

  {
    name: 'bicorne/words-of-the-screens',
    // A language is one file: what people read or hear stands in the catalogue, and dates and numbers are Intl's.
    files: ['apps/admin/src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'JSXText[value=/\\p{L}/u]',
          'JSXElement > JSXExpressionContainer > Literal[value=/\\p{L}/u]',
          'JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]',
          `${SPOKEN} > Literal[value=/\\p{L}/u]`,
          `${SPOKEN} > JSXExpressionContainer > Literal[value=/\\p{L}/u]`,
          `${SPOKEN} > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`,
        ].map((selector) => ({ selector, message: 'Words belong into apps/admin/src/texts/en.ts.' })),
        {
          selector: 'CallExpression[callee.property.name=/^toLocale(Date|Time)?String$/][arguments.length=0]',
          message: 'Say in which locale: use format/.',
        },
      ],
    },
  },
  {
    name: 'bicorne/default-exports-that-others-ask-for',
    // Configuration of tools, jest's global hooks, and the screens that React.lazy loads.
    files: [
      '**/*.config.{js,ts}',
      'test/lint/*.js',
      'test/support/global-*.js',
      'apps/admin/src/screens/**/*Screen.tsx',
    ],
    rules: { 'no-restricted-exports': 'off' },
  },

  {
    name: 'bicorne/plain-javascript',
    files: ['**/*.{js,cjs}'],
    rules: { 'no-undef': 'error' },
    languageOptions: {
      globals: Object.fromEntries(
        ['URL', 'clearTimeout', 'console', 'performance', 'process', 'setTimeout'].map((name) => [name, 'readonly']),
      ),
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },

  {
    name: 'bicorne/graphql-in-the-admin',
    files: ['apps/admin/src/**/*.{ts,tsx}'],
    processor: graphql.processor,
  },
  {
    name: 'bicorne/graphql',
    files: ['**/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: {
        graphQLConfig: {
          projects: {
            admin: {
              schema: SCHEMA,
              documents: 'apps/admin/src/**/*.{ts,tsx}',
              include: ['apps/admin/**', SCHEMA],
              extensions: { pluckConfig: { globalGqlIdentifierName: ['graphql'] } },
            },
            contract: {
              schema: SCHEMA,
              documents: 'test/contract/*.graphql',
              include: 'test/contract/**',
            },
          },
        },
      },
    },
    plugins: { '@graphql-eslint': graphql },
  },
  {
    name: 'bicorne/graphql-operations',
    files: ['apps/admin/src/**/*.graphql', 'test/contract/*.graphql'],
    rules: graphql.configs['flat/operations-recommended'].rules,
  },
  {
    name: 'bicorne/graphql-contract',
    // Written for integrations, who choose their fields; that it is valid is all that is asked of it.
    files: ['test/contract/*.graphql'],
    rules: { '@graphql-eslint/require-selections': 'off', '@graphql-eslint/selection-set-depth': 'off' },
  },
  {
    name: 'bicorne/graphql-schema',
    files: ['apps/api/schema.graphql'],
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // Values such as money and a payload have no identity.
      '@graphql-eslint/strict-id-in-types': 'off',
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
      // A decision has a decision, in the domain's words.
      '@graphql-eslint/no-typename-prefix': 'off',
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          ignoredSelectors: ['[type=ObjectTypeDefinition][name.value=/^(Query|Mutation|Subscription)$/]'],
        },
      ],
    },
  },
);
