import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import en from '../../resources/text/en.json'
import { MemoryMadeBook, MemoryTestBook } from '../fakes/made-book'
import { tempFolder } from '../fakes/temp-folder'
import { type Block, commandsOf, lookUp, wordsOf } from './guide-blocks'
import { type } from './typed'

/** Runs the commands of a page one after the other, in a folder of its own; `fixed` stands for what a reader fills in. */
export class GuideShell {
  /** What the last command that answered JSON said. */
  last: unknown = null
  child: ChildProcess | null = null
  private readonly folder = tempFolder('guide')
  private readonly env: Record<string, string> = {}
  private readonly memory = { madeBook: new MemoryMadeBook(), testBook: new MemoryTestBook() }

  constructor(private readonly fixed: Record<string, string>) {}

  /** The first line of a program names its file. */
  save({ text }: Block): void {
    const [, name] = /^\/\/ (\w+\.mjs):/.exec(text) ?? []
    if (name === undefined) throw new Error('a program without a name')
    writeFileSync(join(this.folder, name), text)
  }

  async run(block: Block): Promise<void> {
    for (const command of commandsOf(block)) await this.one(command, block.more === '' ? 200 : Number(block.more))
  }

  private async one(command: string, status: number): Promise<void> {
    const { words, comment } = wordsOf(command, this.env)
    const [program, ...rest] = words
    if (program === 'export') this.set(rest[0] ?? '', comment)
    else if (program === 'perch') await this.perch(rest)
    else if (program === 'curl') await this.curl(rest, { status, command })
    else if (program === 'node') await this.node(rest)
    else throw new Error(`the page says something that is not understood: ${command}`)
  }

  /** A number behind `# .path` is what the last answer has there: readers see their own. */
  private set(assignment: string, path: string): void {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(assignment) ?? []
    const known = path === '' ? undefined : lookUp(this.last, path)
    if (path !== '') expect([assignment, typeof known]).toEqual([assignment, 'number'])
    this.env[name] = this.fixed[name] ?? (known === undefined ? value : JSON.stringify(known))
  }

  private async perch(words: string[]): Promise<void> {
    const to = words.indexOf('>')
    const typed = to < 0 ? words : words.slice(0, to)
    const { code, out, error } = await type(typed, { ...this.memory, env: this.env })
    // The test's own connector listens on this computer; that of a reader does not.
    const troubles = error.replace(`perch: ${en['connector.warn.private-url']}\n`, '')
    expect([typed.join(' '), code, troubles]).toEqual([typed.join(' '), 0, ''])
    if (to >= 0) writeFileSync(join(this.folder, words[to + 1] ?? ''), out)
    if (typed.includes('--json')) this.last = JSON.parse(out)
  }

  private async curl(words: string[], { status, command }: { status: number; command: string }): Promise<void> {
    const after = (flag: string): string[] => words.filter((_, at) => words[at - 1] === flag)
    const url = words.find((word) => word.startsWith('http')) ?? ''
    const headers = after('-H').map((line) => line.split(': ', 2) as [string, string])
    const answer = await fetch(url, { method: after('-X')[0] ?? 'GET', headers, body: after('-d')[0] ?? null })
    const text = await answer.text()
    expect([command, answer.status, text]).toEqual([command, status, text])
    this.last = JSON.parse(text)
  }

  /** Resolves when the program says that it listens. */
  private async node(words: string[]): Promise<void> {
    const child = spawn(process.execPath, words, { cwd: this.folder, env: { ...this.env, ...this.fixed } })
    this.child = child
    let said = ''
    const hear = (part: Buffer): void => void (said += part.toString())
    child.stderr.on('data', hear)
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (part: Buffer) => {
        hear(part)
        if (said.includes('listening')) resolve()
      })
      child.once('exit', () => reject(new Error(`the program ended: ${said}`)))
    })
  }
}
