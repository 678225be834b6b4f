import { RouteTable, type Route } from '../http/routes'
import type { Sessions } from '../http/sessions'
import type { World } from '../model/world'
import { accountRoutes } from './account'
import { agentRoutes } from './agents'
import { cannedResponseRoutes } from './canned-responses'
import { contactNoteRoutes } from './contact-notes'
import { contactRoutes } from './contacts'
import { conversationActionRoutes } from './conversation-actions'
import { conversationListRoutes } from './conversation-list'
import { conversationRoutes } from './conversations'
import { filterRoutes } from './filters'
import { frontDoorRoutes } from './front-door'
import { inboxMemberRoutes } from './inbox-members'
import { inboxRoutes } from './inboxes'
import { labelRoutes } from './labels'
import { macroRoutes } from './macros'
import { messageRoutes } from './messages'
import { notificationRoutes } from './notifications'
import { profileRoutes } from './profile'
import { publicRoutes } from './public'
import { searchRoutes } from './search'
import { teamRoutes } from './teams'
import { webhookRoutes } from './webhooks'

/** Everything the server answers. Routes with fixed words stand before those with :names that would take them. */
export function allRoutes(world: World, { sessions, more }: { sessions: Sessions; more: Route[] }): RouteTable {
  return new RouteTable([
    ...more,
    ...frontDoorRoutes(world, sessions),
    ...profileRoutes(world),
    ...accountRoutes,
    ...inboxRoutes,
    ...inboxMemberRoutes,
    ...filterRoutes,
    ...searchRoutes,
    ...contactRoutes,
    ...contactNoteRoutes,
    ...conversationListRoutes,
    ...conversationRoutes,
    ...conversationActionRoutes,
    ...messageRoutes,
    ...notificationRoutes,
    ...agentRoutes,
    ...teamRoutes,
    ...labelRoutes,
    ...cannedResponseRoutes,
    ...macroRoutes,
    ...webhookRoutes,
    ...publicRoutes,
  ])
}
