import type { useMessages } from '../../bridge/queries'
import { useText } from '../../text/t'

/** What stands above the oldest message: that older ones come, that they could not, or that this is the beginning. */
export function Top({ query, isEmpty }: { query: ReturnType<typeof useMessages>; isEmpty: boolean }) {
  const t = useText()
  if (query.isFetchNextPageError) {
    return (
      <p className="activity">
        {t('talk.olderFailed')}{' '}
        <button type="button" onClick={() => void query.fetchNextPage()}>
          {t('act.tryAgain')}
        </button>
      </p>
    )
  }
  if (query.isFetchingNextPage)
    return (
      <p className="activity" role="status">
        {t('talk.older')}
      </p>
    )
  if (isEmpty) return <p className="activity">{t('talk.noMessages')}</p>
  return query.hasNextPage ? null : <p className="activity">{t('talk.start')}</p>
}
