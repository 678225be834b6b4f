import type { JsonObject } from './json'

/** The tables that are no conversation: what an office has on its shelf. */
export interface Team {
  id: number
  accountId: number
  name: string
  description: string | null
  allowAutoAssign: boolean
  memberIds: number[]
  createdAt: number
  updatedAt: number
}

export interface Label {
  id: number
  accountId: number
  title: string
  description: string | null
  color: string
  showOnSidebar: boolean | null
}

export interface CannedResponse {
  id: number
  accountId: number
  shortCode: string
  content: string
  createdAt: number
  updatedAt: number
}

export interface Macro {
  id: number
  accountId: number
  name: string
  visibility: 'personal' | 'global'
  createdById: number
  updatedById: number
  actions: JsonObject[]
}

export interface Webhook {
  id: number
  accountId: number
  inboxId: number | null
  url: string
  subscriptions: string[]
}

export interface CustomFilter {
  id: number
  accountId: number
  userId: number
  name: string
  filterType: string
  query: JsonObject
  createdAt: number
  updatedAt: number
}

export interface AttributeDefinition {
  id: number
  accountId: number
  displayName: string
  description: string | null
  displayType: string
  key: string
  model: string
  values: string[]
  createdAt: number
  updatedAt: number
}
