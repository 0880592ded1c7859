import { useStore } from '@nanostores/preact'
import { readReport, type Day } from './read-report.ts'
import type { StatisticsStore } from './statistics-store.ts'

/** The statistics of 30 days, while no session is open: as bars, and as tables that say the same. */
export function Report({ store }: { readonly store: StatisticsStore }) {
  const statistics = useStore(store.$statistics)
  if (statistics === null) return null
  const { days, answers, firstReply, resolution, expectedWait, agents } = readReport(statistics.answer)
  if (days.length === 0) return null
  return (
    <section class="report" aria-label="Statistics of the last 30 days">
      <h2>The last 30 days</h2>
      <Bars days={days} />
      <dl>
        <Fact name="First reply of a person" value={inWords(firstReply)} />
        <Fact
          name="Expected wait for a person"
          value={expectedWait === null ? 'Unknown: too few replies' : durationIn(expectedWait)}
        />
        <Fact name="From asking for a person to the close" value={inWords(resolution)} />
        {answers.map(([name, count]) => (
          <Fact key={name} name={name} value={count.toLocaleString()} />
        ))}
      </dl>
      <details>
        <summary>Numbers by day and agent</summary>
        <table>
          <caption>By day, in UTC</caption>
          <Head names={['Day', 'Sessions', 'Given to people', 'Not replied to']} />
          <tbody>
            {days.map(({ day, started, toPeople, notReplied }) => (
              <Line key={day} name={day} values={[started, toPeople, notReplied]} />
            ))}
          </tbody>
        </table>
        <table>
          <caption>By agent, since counting began</caption>
          <Head names={['Agent', 'Open now', 'Claims', 'Replies']} />
          <tbody>
            {agents.map(({ name, open, claims, replies }, index) => (
              <Line key={index} name={name} values={[open, claims, replies]} />
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

/** Sessions by day; the filled part of a bar went to people. Whoever can't see it has the table. */
function Bars({ days }: { readonly days: readonly Day[] }) {
  const most = Math.max(1, ...days.map(({ started, toPeople }) => Math.max(started, toPeople)))
  const height = (count: number) => `${(count / most) * 100}%`
  return (
    <figure>
      <div class="bars" aria-hidden="true">
        {days.map(({ day, started, toPeople }) => (
          <span key={day} title={`${day}: ${started} sessions, ${toPeople} given to people`}>
            <i style={{ height: height(started) }} />
            <i style={{ height: height(toPeople) }} />
          </span>
        ))}
      </div>
      <figcaption>Sessions by day, at most {most}; filled as far as they were given to people.</figcaption>
    </figure>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Head({ names }: { readonly names: readonly string[] }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Line({ name, values }: { readonly name: string; readonly values: readonly number[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {values.map((value, index) => (
        <td key={index}>{value.toLocaleString()}</td>
      ))}
    </tr>
  )
}

function inWords({ median, p90 }: { readonly median: number | null; readonly p90: number | null }): string {
  if (median === null || p90 === null) return 'Unknown'
  return `${durationIn(median)}, nine of ten within ${durationIn(p90)}`
}

function durationIn(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
