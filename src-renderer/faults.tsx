import { RefreshCw, TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { call } from './bridge/client'
import { Blank } from './parts/blank'
import { Button } from './parts/button'
import { say } from './text/t'
import { useUi } from './ui-state'

/** Tells main that the page has a fault: its number and the stack, never what was on screen. Answers with the number. */
function reportFault(fault: unknown): string {
  const number = `W${crypto.randomUUID().slice(0, 8).toUpperCase()}`
  const stack = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  const problem = `${number} ${stack}`.slice(0, 2000)
  call('window.report', { open: useUi.getState().selected, problem }).catch((_thrown: unknown) => undefined)
  return number
}

/** Faults outside of drawing; returns the way to stop. */
export function watchFaults(): () => void {
  const onError = (event: ErrorEvent) => void reportFault(event.error ?? event.message)
  const onRejection = (event: PromiseRejectionEvent) => void reportFault(event.reason)
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
  /** The ground of the part that is missing. */
  ground?: string
}

interface FaultWallState {
  fault: unknown
  number: string
  on: string | undefined
}

/** A fault in one part leaves the others standing, and never a blank window. */
export class FaultWall extends Component<FaultWallProps, FaultWallState> {
  override state: FaultWallState = { fault: null, number: '', on: this.props.on }

  static getDerivedStateFromError(fault: unknown) {
    return { fault: fault ?? 'unknown' }
  }

  static getDerivedStateFromProps(props: FaultWallProps, state: FaultWallState) {
    return props.on === state.on ? null : { fault: null, on: props.on }
  }

  override componentDidCatch(fault: unknown): void {
    this.setState({ number: reportFault(fault) })
  }

  override render(): ReactNode {
    const { fault, number } = this.state
    if (fault === null) return this.props.children
    return (
      <div className={this.props.ground ?? 'fault-ground'}>
        <Blank
          icon={TriangleAlert}
          tone="red"
          title={say('fault.window')}
          text={`${say('fault.safe')} ${say('fault.number', { incident: number })}`}
        >
          <div className="btn-row">
            <Button icon={RefreshCw} onPress={() => this.setState({ fault: null })}>
              {say('fault.openAgain')}
            </Button>
          </div>
        </Blank>
      </div>
    )
  }
}
