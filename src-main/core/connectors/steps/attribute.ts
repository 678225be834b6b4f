import type { Outcome } from '../../outcome'
import { type Desk, type StepEnd, findOrMake } from '../desk'
import type { Attribute } from '../port'

/** Without a definition the server refuses to look for customers by the attribute (FACTS §2 G14). */
export async function ensureAttribute(desk: Desk): Promise<StepEnd> {
  const { server, ask, run } = desk
  const { key, name } = ask.connector.attribute
  const got = await findOrMake<Attribute>(desk, {
    step: 'attribute',
    find: () => find(desk, key),
    make: () => server.createAttribute(ask.account, { key, name, description: '' }),
    isOurs: (one) => one.name === name,
    made: ({ id }) => ({ kind: 'attribute', id }),
  })
  if (got.kind === 'failed') return got
  if (got.kind === 'would') return { kind: 'done', what: 'created', id: null, name: key }
  run.ids.attributeId = got.value.id
  return { kind: 'done', what: got.kind, id: got.value.id, name: key }
}

async function find({ server, ask }: Desk, key: string): Promise<Outcome<Attribute | null>> {
  const listed = await server.contactAttributes(ask.account)
  if (listed.kind !== 'accepted') return listed
  return { kind: 'accepted', value: listed.value.find((one) => one.key === key) ?? null }
}
