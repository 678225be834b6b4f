/** The versions the recordings know. */
export type Version = '4.2.0' | '4.10.1'

/** What changes between versions and matters to a client; the rest of the newer version is not modelled. */
export interface Features {
  version: Version
  /** content_attributes of a sent message are kept whole, and then win over the top-level mark. */
  keepsContentAttributes: boolean
  /** waiting_since of a resolved conversation is cleared. */
  clearsWaitingWhenResolved: boolean
  /** A bot may write anywhere in its account. */
  botsWriteEverywhere: boolean
  /** Inbox names may hold anything. */
  anyInboxName: boolean
  /** meta.assignee_type is told. */
  tellsAssigneeType: boolean
  /** People may have a second factor. */
  knowsSecondFactor: boolean
  /** Accounts may hand a new API token to a user. */
  resetsAccessToken: boolean
  /** Administrators may delete a conversation. */
  deletesConversations: boolean
}

/** The switches of a version. */
export function featuresOf(version: Version): Features {
  const isNew = version === '4.10.1'
  return {
    version,
    keepsContentAttributes: isNew,
    clearsWaitingWhenResolved: isNew,
    botsWriteEverywhere: isNew,
    anyInboxName: isNew,
    tellsAssigneeType: isNew,
    knowsSecondFactor: isNew,
    resetsAccessToken: isNew,
    deletesConversations: isNew,
  }
}

/** Reads a version from a command line. */
export function versionOf(text: string): Version {
  if (text === '4.2.0' || text === '4.10.1') return text
  throw new Error(`unknown version ${text}: 4.2.0 or 4.10.1`)
}
