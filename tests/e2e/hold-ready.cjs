// Loaded before the app: its 'ready' waits until Playwright is there and calls `__playwright_run`. A window that commits its first
// page in the very moment Playwright comes to it loses the event Playwright waits for, and the launch ends in a time-out.
const { app } = require('electron')

// The app must not take our words for its own.
const own = process.argv.indexOf(__filename)
process.argv.splice(own - 1, 2)

const ready = app.whenReady()
const emit = app.emit.bind(app)
let said = []
let isReady = false
app.emit = (event, ...words) => {
  if (event !== 'ready' || isReady) return emit(event, ...words)
  said = words
  return app.listenerCount('ready') > 0
}
app.isReady = () => isReady
let go
const held = new Promise((resolve) => (go = resolve))
app.whenReady = () => held

globalThis.__playwright_run = async () => {
  await ready
  isReady = true
  go()
  emit('ready', ...said)
}
