import { Fragment } from 'react'
import type { Hit } from './fuzzy'

/** A word with the letters marked that were typed. */
export function Hits({ text, hits }: { text: string; hits: readonly Hit[] }) {
  const ends = [0, ...hits.map(([, to]) => to)]
  return (
    <>
      {hits.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(ends[index], from)}
          <span className="hit">{text.slice(from, to)}</span>
        </Fragment>
      ))}
      {text.slice(ends.at(-1))}
    </>
  )
}
