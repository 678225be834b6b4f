/**
 * Before each file: files share a worker, its document and the libraries, for loading those anew for each took longer than the
 * tests. What is ours is loaded anew, so that nothing a file left behind in a module reaches the next.
 */
import { vi } from 'vitest'

vi.resetModules()
vi.useRealTimers()
