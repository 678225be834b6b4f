import type { Json } from '../model/json'

/** What goes back to the client. */
export interface Answer {
  status: number
  type: string | null
  body: string | Uint8Array
  headers?: Record<string, string>
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** A refusal, thrown from anywhere below a route. */
export class Refusal extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`)
    this.answer = answer
  }
}

/** JSON. */
export function json(
  body: Json,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Answer {
  return { status, type: JSON_TYPE, body: JSON.stringify(body), headers }
}

/** 200 without a body, which many actions answer. */
export function empty(status = 200): Answer {
  return { status, type: status === 204 ? null : JSON_TYPE, body: '' }
}

/** A page, as people in a browser get it. */
export function page(status: number, title: string): Answer {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
  return { status, type: 'text/html; charset=utf-8', body }
}

/** Plain text. */
export function plain(status: number, body: string): Answer {
  return { status, type: 'text/plain', body }
}

/** The forms of errors the real server has. */
export const errors = {
  notFound: () => new Refusal(json({ error: 'Resource could not be found' }, { status: 404 })),
  notFoundEmpty: () => new Refusal(empty(404)),
  noRoute: () => new Refusal(json({ status: 404, error: 'Not Found' }, { status: 404 })),
  malformed: () => new Refusal(json({ status: 400, error: 'Bad Request' }, { status: 400 })),
  broken: () => new Refusal(json({ status: 500, error: 'Internal Server Error' }, { status: 500 })),
  notSignedIn: () => new Refusal(json({ errors: ['You need to sign in or sign up before continuing.'] }, { status: 401 })),
  unauthorized: (error = 'You are not authorized to do this action') => new Refusal(json({ error }, { status: 401 })),
  forbidden: (error: string) => new Refusal(json({ error }, { status: 403 })),
  unprocessable: (error: Json) => new Refusal(json({ error }, { status: 422 })),
  missing: (name: string) => new Refusal(json({ error: `param is missing or the value is empty: ${name}` }, { status: 422 })),
  invalid: (problems: [attribute: string, text: string][]) =>
    new Refusal(
      json(
        {
          message: problems.map(([, text]) => text).join(', '),
          attributes: [...new Set(problems.map(([attribute]) => attribute))],
        },
        { status: 422 },
      ),
    ),
}
