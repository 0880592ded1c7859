import type { Answered } from './bench-answers.ts'
import type { ModelAnswer } from './watch-model.ts'

/** What a model made of the questions that it was asked. */
export interface ModelFigures {
  readonly asked: number
  /** Answers that visitors got. */
  readonly shown: number
  /** Answers that said what the passages don't, and were not let through. */
  readonly dropped: number
  /** Times that it had no answer, or wanted a person. */
  readonly none: number
  readonly failed: number
  readonly firstWordMs: { readonly median: number | null; readonly worstOf20: number | null }
  /** Of all its answers; null where its server doesn't count. */
  readonly tokens: number | null
}

/** @param answered the questions that it was asked in */
export function modelFigures(answers: readonly ModelAnswer[], answered: readonly Answered[]): ModelFigures {
  const shown = answered.flatMap(({ asked }) =>
    asked.replies.filter(({ kind }) => kind === 'generated'),
  ).length
  const ofKind = (wanted: ModelAnswer['kind']) => answers.filter(({ kind }) => kind === wanted).length
  const times = answers.flatMap(({ firstWordMs }) => firstWordMs ?? []).toSorted((one, other) => one - other)
  const counted = answers.flatMap(({ tokens }) => tokens ?? [])
  return {
    asked: answers.length,
    shown,
    dropped: Math.max(0, ofKind('answer') - shown),
    none: ofKind('none'),
    failed: ofKind('failed'),
    firstWordMs: {
      median: times[Math.floor(times.length * 0.5)] ?? null,
      worstOf20: times[Math.floor(times.length * 0.95)] ?? null,
    },
    tokens: counted.length === 0 ? null : counted.reduce((sum, one) => sum + one, 0),
  }
}

export function modelFiguresInWords(figures: ModelFigures): string[] {
  const { asked, shown, dropped, none, failed, firstWordMs, tokens } = figures
  const ms = (value: number | null) => (value === null ? 'no' : value.toFixed(0))
  return [
    `the model was asked ${asked} times: ${shown} answers shown, ${dropped} dropped, ${none} times none, ${failed} failed`,
    `its first word came within ${ms(firstWordMs.median)} ms in half of the cases, ${ms(firstWordMs.worstOf20)} ms in 19 of 20`,
    tokens === null
      ? 'its server counts no tokens'
      : `${tokens} tokens, ${Math.round(tokens / Math.max(asked, 1))} a time`,
  ]
}
