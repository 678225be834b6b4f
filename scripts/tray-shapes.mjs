// The tray icons as drawings. Two grids, 16 and 22 pixels, each tuned by hand so that edges fall on
// pixels; 32 and 44 are the same drawings at twice the size.

/** Widths of the strokes and gaps do not grow with the figures: thin enough for 16 px, never blurred. */
const GRIDS = {
  16: {
    oneFigure: { scale: 1.1, stroke: 1.55 },
    twoFigures: { scale: 0.92, stroke: 1.55 },
    diamond: 'M6.4 1.8Q8-.2 9.6 1.8L14.2 6.4Q16.2 8 14.2 9.6L9.6 14.2Q8 16.2 6.4 14.2L1.8 9.6Q-.2 8 1.8 6.4Z',
    octagon: 'M4.64.5H11.36L15.5 4.64V11.36L11.36 15.5H4.64L.5 11.36V4.64Z',
  },
  22: {
    oneFigure: { scale: 1.5, stroke: 1.95 },
    twoFigures: { scale: 1.2, stroke: 1.955 },
    diamond: 'M8.8 2.4Q11-.35 13.2 2.4L19.6 8.8Q22.35 11 19.6 13.2L13.2 19.6Q11 22.35 8.8 19.6L2.4 13.2Q-.35 11 2.4 8.8Z',
    octagon: 'M6.38.5H15.62L21.5 6.38V15.62L15.62 21.5H6.38L.5 15.62V6.38Z',
  },
}

/** `light` and `dark` name the panel; `template` is the black mask macOS colours by itself. */
export const THEMES = {
  light: { ink: '#1d2a30', dot: '#0f7c96', off: '#6a757a' },
  dark: { ink: '#f2f6f7', dot: '#4fc3d9', off: '#a3adb1' },
  template: { ink: '#000000', dot: '#000000', off: '#000000' },
}

/** Strokes in a box 7 high; `width` is what the figure fills of it. */
const FIGURES = {
  1: { width: 3.2, path: 'M.8 1.3 2.4 0V7' },
  2: { width: 4, path: 'M.1 1.7C.3.6 1 0 2 0c1.2 0 2 .8 2 1.9C4 3.5 1.5 4.6.1 7H4' },
  3: {
    width: 4,
    path: 'M.2 1.1C.6.4 1.2 0 2 0c1.1 0 1.9.7 1.9 1.7S3.1 3.3 1.8 3.3C3.2 3.3 4 4.1 4 5.2 4 6.3 3.1 7 2 7 1.1 7 .4 6.6 0 5.9',
  },
  4: { width: 4.2, path: 'M3.1 7V0L0 4.9H4.2' },
  5: { width: 4, path: 'M3.6 0H.7L.3 3.1C.8 2.7 1.4 2.5 2 2.5c1.2 0 2 .9 2 2.2S3.1 7 1.9 7C1.1 7 .4 6.6 0 5.9' },
  6: { width: 4, path: 'M3.4.2C1.4.6 0 2.4 0 4.7 0 6.1.8 7 2 7s2-.9 2-2.2-.8-2.1-2-2.1S0 3.5 0 4.7' },
  7: { width: 3.9, path: 'M0 0H3.9L1.4 7' },
  8: {
    width: 4,
    path: 'M2 0C.9 0 .2.7.2 1.65S.9 3.3 2 3.3 3.8 2.6 3.8 1.65 3.1 0 2 0ZM2 3.3C.8 3.3 0 4.1 0 5.15S.8 7 2 7 4 6.2 4 5.15 3.2 3.3 2 3.3Z',
  },
  9: { width: 4, path: 'M.6 6.8C2.6 6.4 4 4.6 4 2.3 4 .9 3.2 0 2 0S0 .9 0 2.2s.8 2.1 2 2.1S4 3.5 4 2.3' },
  '+': { width: 3.2, path: 'M0 3.5H3.2M1.6 1.9V5.1' },
}
const GAP = 1.5

const BUBBLE =
  'M246 94c86 0 148 60 148 138s-62 138-148 138c-26 0-50-5-71-15l-82 78c-8 7-20 0-17-10l31-112c-8-24-11-50-9-79 5-78 62-138 148-138Z'
const EYE = 'M308 158a30 30 0 1 0 0 60 30 30 0 0 0 0-60Z'
const BEAK = 'M384 178l88 34c8 3 8 12 1 15l-80 36c10-28 8-58-9-85Z'
const BRANCH = '<rect x="150" y="392" width="290" height="40" rx="20"/>'

/** How the icon of each state is drawn; `figures` only for those that count. */
const STATES = {
  idle: ({ k, ink }) => bird(k, ink),
  unread: ({ k, ink, dot }) =>
    without(`<circle cx="${13 * k}" cy="${3 * k}" r="${3.9 * k}"/>`, bird(k, ink)) +
    `<circle cx="${13 * k}" cy="${3 * k}" r="${2.8 * k}" fill="${dot}"/>`,
  off: ({ k, off }) =>
    without(line(`M${1.6 * k} ${3 * k}L${13.6 * k} ${15 * k}`, '#000', 3.2 * k, 'butt'), hollowBird(k, off)) +
    line(`M${1.6 * k} ${3 * k}L${13.6 * k} ${15 * k}`, off, 1.4 * k),
  paused: ({ k, ink }) =>
    without(`<rect x="${9.4 * k}" y="${8.6 * k}" width="${7 * k}" height="${8 * k}" rx="${1.2 * k}"/>`, bird(k, ink)) +
    line(`M${11.4 * k} ${10.4 * k}v${4.4 * k}M${14.3 * k} ${10.4 * k}v${4.4 * k}`, ink, 1.7 * k),
  calm: ({ k, ink, grid, figures }) =>
    `<circle cx="${8 * k}" cy="${8 * k}" r="${7.1 * k}" fill="none" stroke="${ink}" stroke-width="${1.3 * k}"/>` +
    number(grid, figures, ink),
  amber: (drawing) => plate(drawing, 'diamond', { fill: '#f0a63a', figure: '#3a2400' }),
  red: (drawing) => plate(drawing, 'octagon', { fill: '#cf2b2b', figure: '#ffffff' }),
}

/** The SVG of one icon. `count`: '' for none, '1' … '9', '9+'. */
export function trayIcon({ state, theme, grid, count = '' }) {
  const drawing = { ...THEMES[theme], theme, grid, k: grid / 16, figures: [...count] }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${grid} ${grid}">${STATES[state](drawing)}</svg>`
}

function bird(k, colour) {
  const body = `<path fill-rule="evenodd" d="${BUBBLE}${EYE}"/><path d="${BEAK}"/>${BRANCH}`
  return `<g transform="${birdPlace(k)}" fill="${colour}">${body}</g>`
}

function hollowBird(k, colour) {
  const outline = `<path d="${BUBBLE}" fill="none" stroke="${colour}" stroke-width="36" stroke-linejoin="round"/>`
  return `<g transform="${birdPlace(k)}" fill="${colour}">${outline}<path d="${BEAK}"/>${BRANCH}</g>`
}

function birdPlace(k) {
  return `translate(${-2.35 * k} ${-2.7 * k}) scale(${0.0372 * k})`
}

function line(path, colour, width, cap = 'round') {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="${cap}"/>`
}

/** The drawing with a hole in the shape of `hole`, so that what lies over it stands clear on any panel. */
function without(hole, drawing) {
  const everything = '<rect x="-1" y="-1" width="46" height="46" fill="#fff"/>'
  return `<mask id="m">${everything}${hole}</mask><g mask="url(#m)">${drawing}</g>`
}

/** A filled shape with the number on it; in a mask the number can only be a hole. */
function plate({ grid, figures, theme, ink }, shape, { fill, figure }) {
  const path = (colour) => `<path d="${GRIDS[grid][shape]}" fill="${colour}"/>`
  if (theme === 'template') return without(number(grid, figures, '#000'), path(ink))
  return path(fill) + number(grid, figures, figure)
}

function number(grid, figures, colour) {
  const { scale, stroke } = figures.length > 1 ? GRIDS[grid].twoFigures : GRIDS[grid].oneFigure
  let x = 0
  const paths = figures.map((figure) => {
    const path = `<path transform="translate(${x} 0)" d="${FIGURES[figure].path}"/>`
    x += FIGURES[figure].width + GAP / scale
    return path
  })
  const width = (x - GAP / scale) * scale
  const place = `translate(${(grid - width) / 2} ${(grid - 7 * scale) / 2}) scale(${scale})`
  const pen = `stroke="${colour}" stroke-width="${stroke / scale}" stroke-linecap="round" stroke-linejoin="round"`
  return `<g transform="${place}" fill="none" ${pen}>${paths.join('')}</g>`
}
