import { Cable } from './cable/cable'
import { Gate } from './http/gate'
import { HttpPostman } from './http/postman'
import { HttpServer } from './http/server'
import { Sessions } from './http/sessions'
import { ServerClock, type Clock } from './model/clock'
import { Database } from './model/database'
import { Presence } from './model/presence'
import { plantSeed, type Seed } from './model/seed'
import { featuresOf, type Version } from './model/version'
import type { World } from './model/world'
import { controlRoutes } from './control/control-routes'
import { Model } from './control/model'
import { allRoutes } from './routes/all'
import { Script } from './script/script'
import exampleSeed from './seed.json'

/** How a server starts; everything may be left out. */
export interface Options {
  port?: number
  seed?: Seed
  version?: Version
  clock?: Clock
  /** What the server takes for its own address in links to files; administrators often get that wrong. */
  frontendUrl?: string
}

/** A running server, and the hands that reach into it. */
export interface FakeChatwoot {
  base: string
  port: number
  /** What test code does to the server's rows. */
  model: Model
  /** How the server misbehaves. */
  script: Script
  stop(): Promise<void>
  /** Goes away, refuses for a while, comes back on the same port with everything it knew. */
  restart(options?: { downMs?: number; politely?: boolean }): Promise<void>
}

/** Starts a model of a Chatwoot server on loopback. */
export async function startFakeChatwoot(options: Options = {}): Promise<FakeChatwoot> {
  const script = new Script()
  const cable = new Cable(script.cable)
  const postman = new HttpPostman()
  const world = worldOf(options, { cable, postman })
  const sessions = new Sessions()
  const model = new Model(world, cable)
  const holder: { server?: FakeChatwoot } = {}
  const more = controlRoutes({ model, script, restart: (how) => void holder.server?.restart(how) })
  const routes = allRoutes(world, { sessions, more })
  const http = new HttpServer({ world, routes, gate: new Gate(sessions), script, cable })
  await http.listen(options.port ?? 0)
  world.base = options.frontendUrl ?? `http://127.0.0.1:${http.port}`
  cable.join(world)
  holder.server = handle({ http, cable, postman, model, script })
  return holder.server
}

function worldOf(options: Options, { cable, postman }: { cable: Cable; postman: HttpPostman }): World {
  const clock = new ServerClock(options.clock)
  const db = new Database()
  plantSeed(db, options.seed ?? (exampleSeed as Seed), clock.now())
  return {
    ...{ db, clock, presence: new Presence(clock), features: featuresOf(options.version ?? '4.2.0') },
    ...{ herald: cable, postman, listeners: new Set(), base: '' },
  }
}

function handle(parts: { http: HttpServer; cable: Cable; postman: HttpPostman; model: Model; script: Script }): FakeChatwoot {
  const { http, cable, postman, model, script } = parts
  const { port } = http
  return {
    base: `http://127.0.0.1:${port}`,
    port,
    model,
    script,
    async stop() {
      cable.stop()
      postman.stop()
      await http.close()
    },
    async restart({ downMs = 0, politely = true } = {}) {
      cable.closeAll({ politely })
      await http.close()
      await new Promise((resolve) => setTimeout(resolve, downMs))
      await http.listen(port)
    },
  }
}
