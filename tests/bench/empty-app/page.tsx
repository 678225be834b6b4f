import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'

function Hello() {
  useEffect(() => {
    requestAnimationFrame(() => performance.mark('list-painted'))
  }, [])
  return <p>Hello</p>
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Hello />)
