/** The window's CSS: colours that can be read, no class and no token that nobody knows. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../src-renderer')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
const styles = files.filter((path) => path.endsWith('.css')).map((path) => read(path).replace(/\/\*[^]*?\*\//g, ''))
const tokens = read('look/tokens.css')

type Theme = 'light' | 'dark'
type Colours = Record<string, string>

/** The colours of a block of the tokens: `--name: light-dark(oklch(…), oklch(…))`. */
function coloursOf(head: string, theme: Theme): Colours {
  const from = tokens.indexOf(head)
  const block = tokens.slice(from, tokens.indexOf('\n}', from))
  const found = block.matchAll(/--([\w-]+):\s*light-dark\((oklch\([^)]*\)),\s*(oklch\([^)]*\))\)/g)
  return Object.fromEntries([...found].map(([, name = '', light = '', dark = '']) => [name, theme === 'light' ? light : dark]))
}

/** Relative luminance (WCAG 2) of an oklch colour, clipped to sRGB as the screen does. */
function luminance(colour: string): number {
  const [l = 0, c = 0, h = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const L = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const M = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const S = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (x: number) => Math.min(1, Math.max(0, x))
  const red = clip(4.0767416621 * L - 3.3077115913 * M + 0.2309699292 * S)
  const green = clip(-1.2684380046 * L + 2.6097574011 * M - 0.3413193965 * S)
  const blue = clip(-0.0041960863 * L - 0.7034186147 * M + 1.707614701 * S)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(x: string, y: string): number {
  const [high = 1, low = 0] = [luminance(x), luminance(y)].sort((p, q) => q - p)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['bg-frame', 'bg-list', 'bg-canvas', 'bg-raised', 'bg-sunken']
const across = (names: string[], on: string[]) => names.flatMap((name) => on.map((ground) => `${name} ${ground}`))
const texts = [
  ...across(['text', 'text-2', 'text-3'], [...grounds, 'bg-hover', 'bg-selected']),
  ...across(['accent-text', 'red', 'amber'], [...grounds, 'bg-selected']),
  ...across(['ok'], grounds),
  ...across(['text', 'text-2', 'accent-text'], ['bubble-in', 'bubble-out']),
  ...across(['text', 'text-2'], ['amber-soft', 'red-soft']),
  ...across(['note-text', 'note-text-2'], ['note-bg']),
  ...across(['on-accent'], ['accent', 'accent-strong']),
  ...['on-red red-fill', 'on-amber amber-fill', 'amber amber-soft', 'red red-soft', 'ok ok-soft'],
  ...[1, 2, 3, 4, 5, 6].map((hue) => `hue-${hue} hue-${hue}-bg`),
]
const shapes = [
  ...across(['focus', 'line-control', 'red-fill'], grounds),
  ...across(['acct-1', 'acct-2', 'acct-3', 'acct-4', 'hue-5', 'hue-6'], ['bg-frame', 'bg-list', 'bg-canvas']),
  ...across(['note-line'], ['note-bg', 'bg-canvas']),
  ...across(['accent'], ['bg-canvas', 'bg-frame']),
]

describe('the look', () => {
  it.each(['light', 'dark'] as const)('F20 everything can be read in the %s theme, and more so with more contrast', (theme) => {
    const plain = coloursOf(':root {', theme)
    const more = { ...plain, ...coloursOf(":root[data-contrast='more'] {", theme) }
    const promised = (isMore: boolean, name: string) => (isMore && /^(text|text-2|note-text)$/.test(name) ? 7 : 4.5)
    for (const colours of [plain, more]) {
      const below = (pairs: string[], wanted: (name: string) => number) =>
        pairs.flatMap((pair) => {
          const [name = '', ground = ''] = pair.split(' ')
          const found = contrast(colours[name] ?? '', colours[ground] ?? '')
          return found < wanted(name) ? [`${pair}: ${found.toFixed(2)}`] : []
        })
      expect(below(texts, (name) => promised(colours === more, name))).toEqual([])
      expect(below(shapes, () => 3)).toEqual([])
    }
  })

  it('F20 every token that is asked for is there', () => {
    const known = new Set([tokens, ...styles].flatMap((text) => [...text.matchAll(/(--[\w-]+):/g)].map((match) => match[1])))
    const set = new Set(['--label'])
    const asked = styles.flatMap((text) => [...text.matchAll(/var\((--[\w-]+)/g)].map((match) => match[1] ?? ''))
    expect([...new Set(asked)].filter((name) => !known.has(name) && !set.has(name))).toEqual([])
  })

  it('F20 every class has somebody who wears it', () => {
    const code = files
      .filter((path) => /\.tsx?$/.test(path))
      .map(read)
      .join('\n')
    const words = new Set(code.match(/[a-zA-Z][\w-]*/g))
    const beginnings = [...new Set([...code.matchAll(/[ '"`]([a-z][\w-]*-)\$\{/g)].map((match) => match[1] ?? ''))]
    const classes = styles.flatMap((text) => [...text.matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/g)].map((match) => match[1] ?? ''))
    expect(classes.length).toBeGreaterThan(300)
    const isWorn = (name: string) => words.has(name) || beginnings.some((beginning) => name.startsWith(beginning))
    expect([...new Set(classes)].filter((name) => !isWorn(name))).toEqual([])
  })
})
