/**
 * The rules of the house for TypeScript, JavaScript and GraphQL. It stands here and not at the top level, so every call
 * names it: `eslint -c test/lint/eslint.config.js .` (see `npm run lint`). Layout is prettier's, who may import whom
 * is dependency-cruiser's, what nobody uses is knip's.
 */
import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

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
    extends: [js.configs.recommended],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['warn', { max: 300, skipBlankLines: true }],
      'no-console': 'off',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'object-shorthand': 'error',
      // A name tells a reader who looks for it more than `default` does; the exceptions are below.
      'no-restricted-exports': ['error', NO_DEFAULT_EXPORT],
    },
  },

  {
    name: 'bicorne/typescript',
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/strict-boolean-expressions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Nest's modules are classes of decorators alone.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // A matter of taste on which the rule and the reader differ.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/prefer-optional-chain': 'off',
      // `void` in front of what returns nothing says to the reader that it is meant so.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // What a promise is asked of rejects rather than throws, with or without something to await.
      '@typescript-eslint/require-await': 'off',
      // GraphQL's classes are shapes with decorators; a plain object that has the shape is one.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // A default that does nothing is written as one.
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      // graphql's `Kind` is an enum of the very texts that its types compare with.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An absent text and an empty one are the same to a reader in more places than they differ.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
      // An index signature is read as one, `env['PORT']`, so that it is not taken for a declared property.
      '@typescript-eslint/dot-notation': 'off',
    },
  },

  {
    name: 'bicorne/tests',
    files: ['**/*.test.ts', '**/testing/*.ts', 'test/**/*.ts'],
    rules: {
      // What a server answers is JSON: a wrong guess about it fails the test, which is what the test is for.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
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
    name: 'bicorne/texts',
    // What the screens say, in one place: a list, not an idea.
    files: ['apps/admin/src/texts/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    name: 'bicorne/measuring',
    // Loops over the words of a megabyte: the index is inside by the loop's own condition.
    files: ['libs/domain/src/depth/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
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

  prettier,
);
