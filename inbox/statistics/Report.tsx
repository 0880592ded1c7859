import { useStore } from '@nanostores/preact'
import type { ComponentChildren } from 'preact'
import { readReport, type Day } from './read-report.ts'
import type { StatisticsStore } from './statistics-store.ts'

/** The statistics of 30 days, while no session is open: as bars, and as tables that say the same. */
export function Report(props: {
  readonly store: StatisticsStore
  /** In its place while there is nothing to show. */
  readonly empty?: ComponentChildren
}) {
  const statistics = useStore(props.store.$statistics)
  const report = statistics && readReport(statistics.answer, new Date())
  if (report === null || report.days.length === 0) return <>{props.empty}</>
  const { days, answers, firstReply, resolution, expectedWait, agents } = report
  return (
    <section class="report" aria-label="Statistics">
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
        <summary>Numbers by day</summary>
        <table>
          <caption>By day, in UTC</caption>
          <Head names={['Day', 'Sessions', 'Given to people', 'Not replied to']} />
          <tbody>
            {days.map(({ day, started, toPeople, notReplied }) => (
              <Line key={day} name={day} values={[started, toPeople, notReplied]} />
            ))}
          </tbody>
        </table>
      </details>
      {agents.length > 0 && (
        <>
          <h2>Since counting began</h2>
          <table>
            <caption>By agent</caption>
            <Head names={['Agent', 'Open now', 'Claims', 'Replies']} />
            <tbody>
              {agents.map(({ name, open, claims, replies }, index) => (
                <Line key={index} name={name} values={[open, claims, replies]} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

/** Sessions by day; the filled part of a bar went to people. Whoever can't see it has the table. */
function Bars({ days }: { readonly days: readonly Day[] }) {
  const most = Math.max(0, ...days.map(({ started, toPeople }) => Math.max(started, toPeople)))
  const height = (count: number) => `${(count / Math.max(1, most)) * 100}%`
  return (
    <figure>
      <div class="bars" aria-hidden="true">
        {days.map(({ day, started, toPeople }) => (
          <span key={day} title={`${day}: ${started} sessions, ${toPeople} handed to people`}>
            <i style={{ height: height(started) }} />
            <i style={{ height: height(toPeople) }} />
          </span>
        ))}
      </div>
      <div class="dates" aria-hidden="true">
        <span>{dateOf(days[0])}</span>
        <span>{dateOf(days.at(-1))}</span>
      </div>
      <figcaption>
        Sessions a day, last 30 days. The filled part was handed to people. Highest: {most}.
      </figcaption>
    </figure>
  )
}

function dateOf(day: Day | undefined): string {
  if (day === undefined) return ''
  // Days are those of UTC.
  return new Date(day.day).toLocaleDateString(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })
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
  return `Median ${durationIn(median)}; nine of ten within ${durationIn(p90)}`
}

function durationIn(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
