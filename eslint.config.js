import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist',
      'node_modules',
      'samples',
      'scripts',
      'coverage',
      'eslint.config.js',
      'test/bad-plugins',
      'test/jobs/plugins',
      'test/cli/kube/fake-kubectl.mjs',
      'bench',
    ],
  },
  ...tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // log text is full of control characters; stripping them is the point
      'no-control-regex': 'off',
      // a rest without some fields is how a value loses them
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
    },
  },
);
