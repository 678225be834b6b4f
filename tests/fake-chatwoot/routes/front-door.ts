import { toIso } from '../model/clock'
import { signed, unsigned } from '../model/secrets'
import type { Blob, User } from '../model/rows'
import { empty, errors, json, page, plain, type Answer } from '../http/answer'
import { textField, type Call } from '../http/call'
import { open, type Route } from '../http/routes'
import type { Sessions } from '../http/sessions'
import { Throttle } from '../http/throttle'
import type { World } from '../model/world'
import { profileView } from '../views/user'

const SIGN_INS = { limit: 5, windowMs: 5 * 60_000 }
const BAD_LOGIN = 'Invalid login credentials. Please try again.'

/** Version, signing in and out, pages, files. */
export function frontDoorRoutes(world: World, sessions: Sessions): Route[] {
  const throttle = new Throttle(world.clock, SIGN_INS)
  return [
    ...open.get('/api', version),
    ...open.post('/auth/sign_in', (call) => signIn(call, { sessions, throttle })),
    ...open.get('/auth/sign_in', signInPage),
    ...open.delete('/auth/sign_out', (call) => signOut(call, sessions)),
    ...open.get('/auth/validate_token', (call) => validate(call, sessions)),
    ...open.get('/app', webApp),
    ...open.get('/app/*', webApp),
    ...open.get('/cable', () => plain(404, 'Page not found')),
    ...open.get('/platform/*', () => errors.unauthorized('Invalid access_token').answer),
    ...open.get('/rails/active_storage/blobs/redirect/:signed/:name', leadOn),
    ...open.get('/rails/active_storage/representations/redirect/:signed/:variation/:name', leadOn),
    ...open.get('/rails/active_storage/disk/:signed/:name', hand),
  ]
}

function version({ world }: Call): Answer {
  const timestamp = toIso(world.clock.now()).replace('T', ' ').slice(0, 19)
  return json({ version: world.features.version, timestamp, queue_services: 'ok', data_services: 'ok' })
}

function signIn(call: Call, { sessions, throttle }: { sessions: Sessions; throttle: Throttle }): Answer {
  const { world, body, address, headers } = call
  if (headers['x-forwarded-for'] && throttle.isTooMany(address)) return plain(429, 'Retry later\n')
  if (textField(body.fields, 'mfa_token') !== null) return secondStep(call, sessions)
  const email = textField(body.fields, 'email')?.toLowerCase()
  const user = world.db.users.find((one) => one.email.toLowerCase() === email)
  if (!user || user.password !== textField(body.fields, 'password')) {
    return json({ success: false, errors: [BAD_LOGIN] }, { status: 401 })
  }
  if (world.features.knowsSecondFactor && user.otpCode !== null) {
    return json({ mfa_required: true, mfa_token: signed(`mfa ${user.id}`) }, { status: 206 })
  }
  return welcome(call, sessions, user)
}

function welcome({ world }: Call, sessions: Sessions, user: User): Answer {
  return json({ data: profileView(world, user) }, { headers: sessions.open(world, user) })
}

/** The password was right; now the code. Not recorded from a real server: the words are from its source. */
function secondStep(call: Call, sessions: Sessions): Answer {
  const { fields } = call.body
  const id = /^mfa (\d+)$/.exec(unsigned(textField(fields, 'mfa_token') ?? '') ?? '')?.[1]
  const user = id === undefined ? undefined : call.world.db.users.get(Number(id))
  if (!user) return json({ error: 'Invalid or expired MFA token' }, { status: 401 })
  const code = textField(fields, 'otp_code') ?? textField(fields, 'backup_code')
  if (code !== user.otpCode) return json({ error: 'Invalid verification code' }, { status: 400 })
  return welcome(call, sessions, user)
}

function signInPage({ world }: Call): Answer {
  return { ...page(302, 'Redirecting'), headers: { location: `${world.base}/app/login?error=access-denied` } }
}

function signOut({ world, headers }: Call, sessions: Sessions): Answer {
  if (sessions.close(world, headers)) return json({ success: true })
  return json({ success: false, errors: ['User was not found or was not logged in.'] }, { status: 404 })
}

function validate({ world, headers }: Call, sessions: Sessions): Answer {
  const user = sessions.userOf(world, headers)
  if (!user) return json({ success: false, errors: ['Invalid login credentials'] }, { status: 401 })
  const data = { ...profileView(world, user), created_at: toIso(user.createdAt) }
  return json({ payload: { success: true, data } })
}

function webApp({ headers }: Call): Answer {
  return headers.accept === 'application/json' ? { ...page(406, ''), body: '' } : page(200, 'Chatwoot')
}

/** A lasting link leads to the place of the file, which is not lasting. */
function leadOn(call: Call): Answer {
  const blob = blobFor(call)
  if (!blob) return { ...page(404, ''), body: '' }
  const place = `/rails/active_storage/disk/${call.params['signed'] ?? ''}/${encodeURIComponent(blob.filename)}`
  return { ...page(302, 'Redirecting'), headers: { location: `${call.world.base}${place}` } }
}

function hand(call: Call): Answer {
  const blob = blobFor(call)
  return blob ? { status: 200, type: blob.contentType, body: blob.bytes } : empty(404)
}

function blobFor({ world, params }: Call): Blob | undefined {
  const id = /^blob (\d+)$/.exec(unsigned(params['signed'] ?? '') ?? '')?.[1]
  return id === undefined ? undefined : world.db.blobs.get(Number(id))
}
