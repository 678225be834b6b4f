import type { Database } from './database'
import type { Role } from './rows'

/** The accounts and people a server starts with; the same file the contract verifier reads. */
export interface Seed {
  accounts: { id: number; name: string; locale: string }[]
  users: SeedUser[]
}

export interface SeedUser {
  key: string
  id: number
  name: string
  email: string
  password: string
  /** With a code the person has a second factor, in versions that know it. */
  otp_code?: string
  access_token: string
  pubsub_token: string
  accounts: { id: number; role: Role }[]
}

const FIRST_FLAGS = { email: ['email_conversation_assignment'], push: ['push_conversation_assignment'] }

/** Fills an empty database: everybody online by choice, with auto_offline, never seen in any account. */
export function plantSeed(db: Database, seed: Seed, now: number): void {
  for (const { id, name, locale } of seed.accounts) {
    const cacheKeys = { label: now, inbox: now, team: now }
    db.accounts.add(() => ({ id, name, locale, createdAt: now, lastConversationNumber: 0, isSuspended: false, cacheKeys }))
  }
  for (const user of seed.users) db.users.add(() => userOf(user, now))
}

function userOf(user: SeedUser, now: number) {
  return {
    id: user.id,
    key: user.key,
    name: user.name,
    displayName: null,
    email: user.email,
    password: user.password,
    otpCode: user.otp_code ?? null,
    accessToken: user.access_token,
    pubsubToken: user.pubsub_token,
    messageSignature: null,
    uiSettings: {},
    customAttributes: {},
    createdAt: now,
    memberships: user.accounts.map(({ id, role }) => ({
      accountId: id,
      role,
      availability: 'online' as const,
      autoOffline: true,
      activeAt: null,
      touched: 0,
      emailFlags: [...FIRST_FLAGS.email],
      pushFlags: [...FIRST_FLAGS.push],
    })),
  }
}
