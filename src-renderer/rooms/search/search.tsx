import { CloudDownload, CloudOff, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { SearchAnswer } from '../../../src-preload/contract/schemas/search'
import { findAccount, useAccounts } from '../../bridge/accounts'
import { ariaKeys, keysOf, useKeys } from '../../keys'
import { Button, IconButton } from '../../parts/button'
import { FindField, moveOrPick } from '../../parts/find-field'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { type SearchState, useUi, whySay } from '../../ui-state'
import { NothingFound, SearchFailed, SearchHelp } from './blank-search'
import { Results } from './results'
import { type Found, linesOf, useOnServers, useStored } from './use-found'

/** What was understood of the filters, and what was mended. */
function Understood({ answer }: { answer: SearchAnswer }) {
  const t = useText()
  if (answer.filters.length + answer.corrected.length === 0) return null
  return (
    <div className="found-chips">
      {answer.filters.map(({ name, value, ok }, index) => (
        <span key={index} className={ok ? 'chip' : 'chip chip-amber'} title={ok ? undefined : t('search.notUnderstood')}>
          <span>
            {t(`search.filter.${name}`)}: {value}
            {!ok && `, ${t('search.unknown')}`}
          </span>
        </span>
      ))}
      {answer.corrected.map(({ from, to }) => (
        <span key={from} className="chip">
          {t('search.corrected', { from, to })}
        </span>
      ))}
    </div>
  )
}

function Within({ search }: { search: SearchState }) {
  const t = useText()
  const { selected, showSearch } = useUi()
  if (selected === null && search.within === null) return null
  const isOn = search.within !== null
  return (
    <label className="found-within">
      <input
        type="checkbox"
        checked={isOn}
        onChange={() => showSearch({ text: search.text, within: isOn ? null : selected })}
      />
      <span>{t('search.within')}</span>
    </label>
  )
}

function Servers({ server, ask }: { server: ReturnType<typeof useOnServers>; ask: () => void }) {
  const t = useText()
  const failed = server.data?.pages.flatMap((page) => page.failed) ?? []
  const accounts = useAccounts()
  if (!server.data && !server.isFetching)
    return (
      <Button icon={CloudDownload} onPress={ask}>
        {t('search.askServers')}
      </Button>
    )
  if (server.isFetching) return <p role="status">{t('search.asking')}</p>
  const count = server.data?.pages.reduce((sum, page) => sum + page.messages.length, 0) ?? 0
  return (
    <>
      {failed.map(({ profileId, error }, index) => (
        <p key={index}>
          <Icon of={CloudOff} size={12} />{' '}
          {t('search.serverFailed', {
            name: accounts.find((one) => one.profileId === profileId)?.name ?? '',
            why: whySay(error),
          })}
        </p>
      ))}
      {count === 0 && failed.length === 0 && <p role="status">{t('search.serverNothing')}</p>}
      {server.hasNextPage && <Button onPress={() => void server.fetchNextPage()}>{t('search.more')}</Button>}
    </>
  )
}

function Foot({ answer }: { answer: SearchAnswer | undefined }) {
  const t = useText()
  const count = answer?.messages.length ?? 0
  const isBehind = answer !== undefined && answer.notIndexed > 0
  return (
    <div className="rows-foot" role="status">
      {isBehind && <Glyph name="link-catch" size={12} />}
      <span className="cut">
        {isBehind
          ? t('search.preparing', { count: answer.notIndexed })
          : answer && t(answer.more ? 'search.countMore' : 'search.count', { count })}
      </span>
    </div>
  )
}

/** What was found, the lit line, and what the keys do with them. */
function useSearch(search: SearchState) {
  const { showSearch, jumpTo } = useUi()
  const stored = useStored(search)
  const [wanted, want] = useState('')
  const server = useOnServers(stored.text, wanted === stored.text)
  const lines = linesOf(stored.answer, server.data?.pages.flatMap((page) => page.messages) ?? [])
  const [lit, light] = useState({ text: '', at: 0 })
  const at = lit.text === stored.text ? Math.min(lit.at, lines.length - 1) : 0
  const type = (text: string) => showSearch({ ...search, text })
  useKeys({ back: () => (search.text === '' ? showSearch(null) : type('')), search: () => fieldOf()?.select() })
  const pick = (found: Found) => {
    light({ text: stored.text, at: lines.indexOf(found) })
    jumpTo(found.ref, found.kind === 'message' ? found.message.messageId : null)
  }
  const onKeyDown = (event: KeyboardEvent) =>
    moveOrPick(event, { found: lines, at, move: (to) => light({ text: stored.text, at: to }), pick })
  return { stored, server, lines, at, type, pick, onKeyDown, askServers: () => want(stored.text) }
}

/** The list of what was found, in the place of the list of conversations. */
export function SearchRoom({ search }: { search: SearchState }) {
  const t = useText()
  const { stored, server, lines, at, type, pick, onKeyDown, askServers } = useSearch(search)
  const servers = search.within === null && <Servers server={server} ask={askServers} />
  return (
    <section className="list found-room" aria-label={t('search.title')} data-area="list">
      <Head />
      <FindField
        list={lines.length > 0 ? 'search-list' : null}
        active={lines[at]?.id}
        label={t('search.title')}
        hint={t('search.hint')}
        value={search.text}
        onType={type}
        onKeyDown={onKeyDown}
      />
      <Scope />
      <Within search={search} />
      {stored.answer && <Understood answer={stored.answer} />}
      <div className="found-scroll">
        {stored.text === '' && <SearchHelp onPick={type} />}
        {stored.error && !stored.answer && <SearchFailed error={stored.error} again={stored.again} />}
        {lines.length > 0 && <Results lines={lines} at={at} onPick={pick} />}
        {stored.answer && lines.length === 0 && <NothingFound text={stored.text}>{servers}</NothingFound>}
        {stored.showMore && <Button onPress={stored.showMore}>{t('search.more')}</Button>}
        {lines.length > 0 && <div className="found-servers">{servers}</div>}
      </div>
      <Foot answer={stored.answer} />
    </section>
  )
}

function Head() {
  const t = useText()
  const close = () => useUi.getState().showSearch(null)
  return (
    <div className="list-head">
      <h1 className="grow">{t('search.title')}</h1>
      <IconButton icon={X} label={t('act.close')} keys={keysOf('back')} ariaKeys={ariaKeys('back')} onPress={close} />
    </div>
  )
}

/** Only one account is looked through while only one is chosen: said, so that nobody wonders. */
function Scope() {
  const t = useText()
  const scope = useUi((ui) => ui.scope)
  const accounts = useAccounts()
  const account = scope && findAccount(accounts, scope)
  return account ? <p className="found-scope">{t('search.inAccount', { account: account.name })}</p> : null
}

function fieldOf(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('.found-room input[role="combobox"]')
}
