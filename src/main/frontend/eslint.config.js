import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}', 'vite.config.ts'],
    extends: [ts.configs.strictTypeChecked],
    plugins: { 'react-hooks': hooks },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text from users is never markup.' },
      ],
      'max-lines': ['error', 300],
      eqeqeq: 'error',
    },
  },
  {
    files: ['dev/**/*.mjs', 'public/**/*.js', 'eslint.config.js'],
    languageOptions: {
      globals: {
        process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', setTimeout: 'readonly',
        setInterval: 'readonly', clearInterval: 'readonly', clearTimeout: 'readonly', document: 'readonly', window: 'readonly',
        localStorage: 'readonly', matchMedia: 'readonly', performance: 'readonly', fetch: 'readonly',
        PerformanceObserver: 'readonly', DataTransfer: 'readonly', atob: 'readonly', File: 'readonly', DragEvent: 'readonly', getComputedStyle: 'readonly',
      },
    },
  },
);
