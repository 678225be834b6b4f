import { lazy, Suspense, useEffect } from 'react'
import { createRoot } from 'react-dom/client'

function Hello() {
  useEffect(() => {
    requestAnimationFrame(() => performance.mark('list-painted'))
  }, [])
  return <p>Hello</p>
}

/** Read only where it is asked for: the window of P1 and P2 stays the least that one can be. */
const LongList = lazy(() => import('./list').then(({ LongList: list }) => ({ default: list })))

const root = document.getElementById('root')
if (root) {
  const isList = location.hash === '#list'
  createRoot(root).render(
    isList ? (
      <Suspense>
        <LongList />
      </Suspense>
    ) : (
      <Hello />
    ),
  )
}
