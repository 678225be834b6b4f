import { RefreshCw, TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { call } from './bridge/client'
import { Blank } from './parts/blank'
import { Button } from './parts/button'
import { say } from './text/t'
import { useUi } from './ui-state'

/** Tells main that the page has a fault: the stack only, never what was on screen. */
export function reportFault(fault: unknown): void {
  const problem = (fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)).slice(0, 2000)
  call('window.report', { open: useUi.getState().selected, problem }).catch((_thrown: unknown) => undefined)
}

/** Faults outside of drawing; returns the way to stop. */
export function watchFaults(): () => void {
  const onError = (event: ErrorEvent) => reportFault(event.error ?? event.message)
  const onRejection = (event: PromiseRejectionEvent) => reportFault(event.reason)
  window.addEventListener('error', onError)
  window.addEventListener('unhandledrejection', onRejection)
  return () => {
    window.removeEventListener('error', onError)
    window.removeEventListener('unhandledrejection', onRejection)
  }
}

interface FaultWallProps {
  children: ReactNode
  /** A change of this draws the children again: the next conversation may work. */
  on?: string | undefined
}

/** A fault in one part leaves the others standing, and never a blank window. */
export class FaultWall extends Component<FaultWallProps, { fault: unknown; on: string | undefined }> {
  override state = { fault: null as unknown, on: this.props.on }

  static getDerivedStateFromError(fault: unknown) {
    return { fault: fault ?? 'unknown' }
  }

  static getDerivedStateFromProps(props: FaultWallProps, state: { on: string | undefined }) {
    return props.on === state.on ? null : { fault: null, on: props.on }
  }

  override componentDidCatch(fault: unknown): void {
    reportFault(fault)
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children
    return (
      <Blank icon={TriangleAlert} tone="red" title={say('fault.window')} text={say('fault.safe')}>
        <div className="btn-row">
          <Button icon={RefreshCw} onPress={() => this.setState({ fault: null })}>
            {say('fault.openAgain')}
          </Button>
        </div>
      </Blank>
    )
  }
}
