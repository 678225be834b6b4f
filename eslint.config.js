import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const noRawIpc = [
  {
    selector: "ImportDeclaration[source.value='electron'] ImportSpecifier[imported.name=/^ipc(Main|Renderer)$/]",
    message: 'Only ipc/serve and the preload touch the raw IPC.',
  },
]
const noDefault = [{ selector: 'ExportDefaultDeclaration', message: 'No default exports.' }]
const noAmbientChance = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Core asks the Clock.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Core asks the Clock.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Core asks Chance.' },
]

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'artifacts/**', 'tests/contract/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          'src-preload/contract/tsconfig.json',
          'src-preload/tsconfig.json',
          'src-main/core/tsconfig.json',
          'src-main/tsconfig.json',
          'src-renderer/tsconfig.json',
          'tests/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true, IIFEs: false }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...noRawIpc, ...noDefault],
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'error',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: ['src-main/core/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noRawIpc, ...noDefault, ...noAmbientChance] },
  },
  { files: ['src-main/ipc/serve.ts', 'src-preload/index.ts'], rules: { 'no-restricted-syntax': ['error', ...noDefault] } },
  // A describe or a journey reads best in one piece; the rest of the rules hold for tests too.
  { files: ['tests/**/*.ts', 'tests/**/*.tsx'], rules: { 'max-lines-per-function': 'off', 'no-console': 'off' } },
  { files: ['**/*.config.ts', 'electron.vite.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
)
