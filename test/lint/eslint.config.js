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

const NO_DEFAULT_EXPORT = { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } };

export default defineConfig(
  globalIgnores(['dist/', '.bicorne/', 'test/artifacts/', 'test/lint/fixtures/', 'apps/admin/src/graphql-env.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    name: 'bicorne/every-script',
    files: ['**/*.{js,cjs,ts,tsx}'],
    extends: [js.configs.recommended],
    rules: {
      eqeqeq: 'error',
      'max-lines': ['warn', { max: 300, skipBlankLines: true }],
      'no-console': 'off',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'object-shorthand': 'error',
      'prefer-template': 'error',
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
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An absent text and an empty one are the same to a reader in more places than they differ.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
      // TypeORM's and GraphQL's classes are filled from outside, so `!` on their fields is a declaration, not a wish;
      // `noUncheckedIndexedAccess` finds the others.
      '@typescript-eslint/no-non-null-assertion': 'error',
      // process.env is read by name, as the compiler's own rule wants it.
      '@typescript-eslint/dot-notation': 'off',
    },
  },

  {
    name: 'bicorne/tests',
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: {
      // A failed expectation is what a wrong `!` in a test turns into.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },

  {
    name: 'bicorne/default-exports-that-others-ask-for',
    // Configuration of tools, jest's global hooks, and the screens that React.lazy loads.
    files: ['**/*.config.{js,ts}', 'test/support/global-*.js', 'apps/admin/src/screens/**/*Screen.tsx'],
    rules: { 'no-restricted-exports': 'off' },
  },

  {
    name: 'bicorne/plain-javascript',
    files: ['**/*.{js,cjs}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', performance: 'readonly' },
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
          schema: `${root}apps/api/schema.graphql`,
          documents: [`${root}apps/admin/src/**/*.{ts,tsx}`],
          extensions: { pluckConfig: { globalGqlIdentifierName: ['graphql'], globalIdentifier: 'graphql' } },
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
    name: 'bicorne/graphql-schema',
    files: ['apps/api/schema.graphql'],
    rules: { ...graphql.configs['flat/schema-recommended'].rules, ...graphql.configs['flat/schema-relay'].rules },
  },

  prettier,
);
