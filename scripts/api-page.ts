import { errorsOf, commonErrors, type AnsweredRoute } from '../contract/api-route.ts'
import { errorCodes, isErrorCode } from '../contract/error-codes.ts'
import { errorMessages } from '../contract/error-messages.ts'
import { adminApi, chatApi, fieldsOf, helpApi, type Api } from './openapi.ts'

/** The generated parts of `docs/api.md`, by the names of their places in it. */
const parts: Readonly<Record<string, () => string>> = {
  chat: () => routesOf(chatApi),
  help: () => routesOf(helpApi),
  admin: () => routesOf(adminApi),
  errors: listErrors,
}

/** `docs/api.md` with its generated parts renewed; what people wrote around them stays. */
export function apiPage(present: string): string {
  return Object.entries(parts).reduce((page, [name, write]) => {
    const [start, end] = [`<!-- ${name}, from contract/ -->`, `<!-- end of ${name} -->`]
    const [from, to] = [page.indexOf(start), page.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`docs/api.md has no place for ${name}`)
    return `${page.slice(0, from)}${start}\n\n${write()}\n\n${page.slice(to)}`
  }, present)
}

function routesOf({ routes }: Api): string {
  return Object.values(routes).map(describe).join('\n\n')
}

function describe(route: AnsweredRoute): string {
  const own = errorsOf(route).filter((code) => !commonErrors.some((common) => common === code))
  const facts = [
    ...(route.query ? [`Query: ${fieldList(route.query)}.`] : []),
    ...(route.body ? [`Body: ${fieldList(route.body)}.`] : []),
    `Returns ${route.contentType === undefined ? fieldList(route.answer) : `\`${route.contentType}\``}.`,
    ...(own.length > 0 ? [`Refuses with ${own.map(quoted).join(', ')}.`] : []),
  ]
  return `### \`${route.method} ${route.path}\`\n\n${route.does}\n\n${facts.join(' ')}`
}

function fieldList(schema: AnsweredRoute['answer']): string {
  return fieldsOf(schema)
    .map(({ name, isRequired }) => quoted(isRequired ? name : `${name}?`))
    .join(', ')
}

function listErrors(): string {
  return Object.keys(errorCodes)
    .filter(isErrorCode)
    .map((code) => `- ${errorCodes[code]} ${quoted(code)}: ${errorMessages[code]}`)
    .sort()
    .join('\n')
}

function quoted(text: string): string {
  return `\`${text}\``
}
