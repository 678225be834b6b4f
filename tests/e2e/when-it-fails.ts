/**
 * Before each journey's file: a test that fails says how the app and the desktop stood. What fails once in a hundred runs
 * on somebody else's machine is only found this way.
 */
import { afterAll, afterEach } from 'vitest'
import { accounts, forgetWitnesses } from './witnesses'

afterEach(async ({ task }) => {
  const error = task.result?.errors?.[0]
  if (error !== undefined) error.message += `\n${await accounts()}`
})

// A hook that failed leaves what it had started; in a good run everything was ended by the file itself.
afterAll(async () => {
  const left = await accounts()
  forgetWitnesses()
  if (left !== '') throw new Error(`not ended by its test:\n${left}`)
})
