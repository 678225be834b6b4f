import type { ReactNode } from 'react'

interface FormProps {
  className: string
  /** Enter in a field, or the button of the form. */
  onSend: () => void
  children: ReactNode
}

/** A form that never leaves the page. */
export function Form({ className, onSend, children }: FormProps) {
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
    </form>
  )
}
