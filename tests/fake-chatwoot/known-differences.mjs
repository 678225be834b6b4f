/**
 * Where the fake does not follow a version, and why that is right: the rows of tests/contract/VERSIONS.md without a mark, which
 * a client must take either way. Everything else that differs is a bug of the fake; so is a line here that nothing needs.
 * @type {Record<string, {step: RegExp, path: RegExp, why: string}[]>}
 */
export const KNOWN_DIFFERENCES = {
  '4.2.0': [],
  '4.10.1': [
    {
      step: /^(realtime|changes)\./,
      path: /additional_attributes\.(avatar_url_hash|last_avatar_sync_at)$/,
      why: 'contacts get these some time later, from a picture service',
    },
    { step: /^search\./, path: /^\$\.payload\.articles$/, why: 'search: articles' },
    { step: /^search\./, path: /\.(additional_attributes|last_activity_at)$/, why: 'search: contacts with more keys' },
    { step: /^attachments\./, path: /\.transcribed_text$/, why: 'attachments of audio' },
    { step: /^attachments\.upload$/, path: /^\$\.blob_(id|key)$/, why: 'upload answer: a signed id only' },
    {
      step: /^(attachments\.direct_uploads|messages\.bad_attachment|search\.filter\.unknown_key)$/,
      path: /^\$\.error$/,
      why: 'texts of errors',
    },
    { step: /^profile\./, path: /^\$\.cache_keys\./, why: 'cache_keys: any text' },
    { step: /^profile\.account\./, path: /^\$\.features\./, why: 'more feature names' },
    { step: /\.(web_widget|widget\.inbox)$/, path: /^\$\.allowed_domains$/, why: 'allowed_domains: null or text' },
    { step: /^auth\.version$/, path: /^\$\.data_services$/, why: 'the recorded server was not well that day' },
    { step: /^(auth\.sign_in\.get|attachments\.read.*)$/, path: /^(body|\$)$/, why: 'a redirect without a page in it' },
    { step: /^errors\.web_app/, path: /./, why: 'the dashboard itself: another text, not recorded with a page' },
    { step: /^actions\.bulk\.wrong_type$/, path: /./, why: 'bulk actions took other types by then; Perch uses none' },
    { step: /^changes\.labels$/, path: /conversation\.updated/, why: 'one conversation.updated fewer for one change' },
    {
      step: /^changes\.opened_by_agent$/,
      path: /status_changed.*assignee_type$/,
      why: 'the event was sent before the assignee was stored',
    },
  ],
}
