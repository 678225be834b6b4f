import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { processTree } from './processes'

describe('S1 the OS sandbox', () => {
  let perch: Perch

  beforeAll(async () => {
    perch = await launchPerch()
    await perch.window()
  })
  afterAll(() => perch.dispose())

  it('S1 holds every renderer under a system call filter', () => {
    const renderers = processTree(perch.pid).filter(({ type }) => type === 'renderer')
    expect(renderers.length).toBeGreaterThan(0)
    expect(renderers.map(({ seccomp }) => seccomp)).toEqual(renderers.map(() => 2))
  })

  it('S1 was not asked away on the command line', async () => {
    const isOff = await perch.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))
    expect(isOff).toBe(false)
  })

  it('S1 gives the page neither node nor require', async () => {
    const page = await perch.window()
    const kinds = await page.evaluate(() => [
      typeof Reflect.get(globalThis, 'require'),
      typeof Reflect.get(globalThis, 'process'),
    ])
    expect(kinds).toEqual(['undefined', 'undefined'])
  })
})
