import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { lookUp } from '../../functions/bot/articles/find-in-articles.ts'
import { libraryOf } from '../../functions/bot/articles/library.ts'
import { quotePassages } from '../../functions/bot/articles/quote-passages.ts'
import { quoteLikelihood, choicesLikelihood } from '../../functions/bot/articles/judge-finding.ts'
const half = process.argv[2]
const bare = (t: string) => t.toLowerCase().replaceAll(/\s/g, '')
const n: Record<string, number> = {}
const add = (k: string) => (n[k] = (n[k] ?? 0) + 1)
const tops: boolean[] = []
const outs: [number, number, string][] = []
const rows: [number, boolean, boolean, number][] = []
for (const f of readdirSync('scripts/bench/answers/fields')) {
  if (!f.endsWith('.json')) continue
  const field = JSON.parse(readFileSync('scripts/bench/answers/fields/' + f, 'utf8'))
  const lib = libraryOf(
    field.articles.map((a: any) => ({
      $id: a.id,
      $sequence: 1,
      $createdAt: '',
      $updatedAt: '',
      corpus: 'x',
      title: a.title,
      body: a.body.join('\n\n'),
      url: null,
      questions: [],
      keywords: [],
    })),
  )
  for (const q of field.questions) {
    const isFit = createHash('sha256').update(q.id).digest()[0]! < 128
    if ((half === 'fit') !== isFit) continue
    if (['out_of_scope', 'injection', 'second_miss'].includes(q.kind)) {
      const { alone } = await lookUp({ text: q.say.join('\n'), language: q.language, before: null }, lib)
      outs.push([
        quoteLikelihood(alone.signs),
        choicesLikelihood(alone.signs),
        q.id + ' ' + q.say.join(' / '),
      ])
      continue
    }
    if (!['article', 'follow_up'].includes(q.kind)) continue
    const { alone, joined } = await lookUp(
      { text: q.say.join('\n'), language: q.language, before: q.before?.at(-1) ?? null },
      lib,
    )
    const look = q.kind === 'follow_up' && joined ? joined : alone
    const ids = look.candidates.map((c: any) => c.article.$id)
    add('n')
    const at = ids.findIndex((i: string) => q.articles.includes(i))
    if (at === 0) add('top1')
    if (at >= 0 && at < 3) add('top3')
    if (at >= 0) add('top6')
    const best = look.candidates[0]
    const quoted = best ? bare(quotePassages(best).join('')) : ''
    const ok = q.facts.some((p: string[]) => p.every((x) => quoted.includes(bare(x))))
    if (ok) add('quoteRight')
    if (at === 0 && !ok) add('top1wrongPassage')
    rows.push([quoteLikelihood(look.signs), ok, at === 0, choicesLikelihood(look.signs)])
    tops.push(at >= 0 && at < 3)
    if (process.argv[3] === 'list' && half === 'fit' && at !== 0)
      console.log(
        q.id,
        JSON.stringify(q.say),
        'want',
        q.articles,
        'got',
        look.candidates.slice(0, 3).map((c: any) => c.article.title),
        'unknown:',
        look.own.filter((w: any) => w.isUnknown).map((w: any) => w.text),
      )
    if (process.argv[3] === 'passage' && half === 'fit' && at === 0 && !ok)
      console.log(q.id, JSON.stringify(q.say), q.facts, '\n  GOT', quotePassages(best!).join(' / '))
  }
}
console.log(n)
for (const t of [0, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8]) {
  const q = rows.filter(([p]) => p >= t)
  console.log(
    t,
    'quoted',
    q.length,
    'right',
    q.filter(([, ok]) => ok).length,
    'wrong',
    q.filter(([, ok]) => !ok).length,
    'of which wrong article',
    q.filter(([, , a]) => !a).length,
  )
}

for (const c of [0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]) {
  const q = rows.filter(([p, , , l]) => p < 0.75 && l >= c)
  console.log(
    'choices',
    c,
    'offered',
    q.length,
    'of',
    rows.filter(([p]) => p < 0.75).length,
    'out of scope offered or quoted',
    outs.filter(([p, l]) => l >= c || p >= 0.75).length,
    'of',
    outs.length,
  )
}
if (half === 'fit') for (const o of outs.toSorted((a, b) => b[1] - a[1]).slice(0, 12)) console.log(o)

for (const t of [0.2, 0.3, 0.4, 0.5, 0.6]) {
  let right = 0,
    offered = 0,
    wrong = 0
  rows.forEach(([p, ok, , l], i) => {
    if (p >= 0.78) ok ? right++ : wrong++
    else if (p >= t) ok ? right++ : tops[i] ? offered++ : wrong++
    else if (l >= 0.45 && tops[i]) offered++
  })
  console.log(
    'doubtful from',
    t,
    'right',
    right,
    'offered',
    offered,
    'sum',
    ((right + offered) / rows.length).toFixed(3),
    'wrong without offer',
    wrong,
    'out of scope quoted',
    outs.filter(([p]) => p >= t).length,
    'offered',
    outs.filter(([p, l]) => p < t && l >= 0.45).length,
    'of',
    outs.length,
  )
}
