/** Names of hosts in other alphabets, as RFC 3492 writes them; the browser only goes the other way. */
const BASE = 36
const SKEW = 38
const DAMP = 700
const T_MAX = 26

/** A label without its `xn--` in its own letters; null when it is none. */
export function fromPunycode(text: string): string | null {
  const cut = text.lastIndexOf('-')
  const out = cut > 0 ? [...text.slice(0, cut)] : []
  const digits = text.slice(cut > 0 ? cut + 1 : 0)
  let [code, bias, at, from] = [128, 72, 0, 0]
  while (from < digits.length) {
    const read = integerAt(digits, from, bias)
    if (read === null) return null
    const length = out.length + 1
    bias = adapted(read.value, length, at === 0 && code === 128)
    at += read.value
    code += Math.floor(at / length)
    at %= length
    if (code > 0x10ffff) return null
    out.splice(at, 0, String.fromCodePoint(code))
    at += 1
    from = read.next
  }
  return out.join('')
}

function integerAt(digits: string, start: number, bias: number): { value: number; next: number } | null {
  let [value, weight] = [0, 1]
  for (let [next, k] = [start, BASE]; next < digits.length; k += BASE) {
    const digit = Number.parseInt(digits[next] ?? '', BASE)
    // Base 36 counts its letters first: a is 0, 0 is 26.
    const place = /\d/.test(digits[next] ?? '') ? digit + 26 : digit - 10
    if (Number.isNaN(digit)) return null
    next += 1
    value += place * weight
    if (value > 0x7fffffff) return null
    const t = Math.min(Math.max(k - bias, 1), T_MAX)
    if (place < t) return { value, next }
    weight *= BASE - t
  }
  return null
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2))
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > ((BASE - 1) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - 1))
  return k + Math.floor((BASE * rest) / (rest + SKEW))
}
