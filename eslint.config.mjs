// What the compiler does not see and a reviewer should not have to. Form is Prettier's alone.
import tseslint from 'typescript-eslint';

const SOURCES = ['apps/**/*.ts', 'libs/**/*.ts', 'migrations/**/*.ts', 'test/**/*.ts'];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'coverage/',
      '.legator/',
      'frontend/.angular/',
      'frontend/src/app/core/api/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.mjs', '**/*.js'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-undef': 'off',
    },
  },
  {
    files: SOURCES,
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      // Types that stand beside a decorator must be imported as values or with `import type`, which differs by case;
      // the compiler (isolatedModules) says so where it matters.
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A module of Nest is a class without members.
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export by name: a search for one finds the other.',
        },
        {
          selector: "NewExpression[callee.name='Promise'] ArrowFunctionExpression[async=true]",
          message: 'An error in an async executor is lost. Await outside of new Promise.',
        },
      ],
    },
  },
  {
    // Angular's own compiler checks the types of the console, strictly; here it is about habits.
    files: ['frontend/src/**/*.ts'],
    extends: [tseslint.configs.recommended],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['error'] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    // These talk to people in a terminal.
    files: [
      'apps/legatorctl/**/*.ts',
      'apps/*/src/{main,cli}.ts',
      'apps/*/src/commands/**/*.ts',
      'test/bench/**/*.ts',
      'test/corpus/main.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: [
      '**/*.spec.ts',
      '**/*.medium-spec.ts',
      '**/*.e2e-spec.ts',
      '**/testing.ts',
      'test/support/**/*.ts',
      'test/medium/**/*.ts',
    ],
    rules: {
      // Bad input is what many of them are about.
      '@typescript-eslint/no-explicit-any': 'off',
      // A measurement is worth printing.
      'no-console': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='only'][callee.object.name=/^(it|test|describe)$/]",
          message: 'One focused test keeps all the others from running.',
        },
      ],
    },
  },
);
