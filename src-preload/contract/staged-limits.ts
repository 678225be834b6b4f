/** Without zod: the window knows them too. */

/** What a file may weigh: what Chatwoot takes by default (FACTS §3.5). In bytes. */
export const MAX_FILE_BYTES = 40 * 1024 * 1024
/** What a message may carry (FACTS §3.4). */
export const MAX_FILES = 15
