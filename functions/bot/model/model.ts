/** A function's variables. */
export type FunctionVariables = Readonly<Record<string, string | undefined>>

/** A language model behind an OpenAI-compatible API. */
export interface Model {
  /** Such as `https://api.example.com/v1`, without a slash at the end. */
  readonly baseUrl: string
  /** Null for a server that asks for none. */
  readonly apiKey: string | null
  readonly name: string
}

/** The model of the variables `LLM_BASE_URL`, `LLM_MODEL` and `LLM_API_KEY`; null without the first two. */
export function readModel(variables: FunctionVariables): Model | null {
  const baseUrl = variables['LLM_BASE_URL']?.replace(/\/$/, '')
  const name = variables['LLM_MODEL']
  if (!baseUrl || !name) return null
  return { baseUrl, name, apiKey: variables['LLM_API_KEY'] || null }
}
