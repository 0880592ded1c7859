import { openRepositories } from '../../functions/repositories/repositories.ts'
import { failed, ok, warning, type Check, type Finding } from './finding.ts'

/** Whether the site takes messages, and its bot has something to answer from. */
export const checkAnswers: Check = {
  name: 'Bot and settings',
  needs: ['Tables'],
  async look({ connection }) {
    const { settings, articles } = openRepositories(connection)
    const site = await settings.get()
    const findings: Finding[] = [
      site.accepting
        ? ok('The chat takes messages.')
        : warning('The chat takes no new messages.', 'Set accepting of the row site in the table settings.'),
    ]
    if (site.botMode === 'off') return [...findings, ok('The bot is off.')]
    const { count, isAtLeast } = await articles.count(site.corpora)
    const corpora = site.corpora.length === 0 ? 'any corpus' : site.corpora.join(', ')
    if (count === 0) {
      findings.push(
        failed(
          `There are no articles of ${corpora}: the bot can answer nothing.`,
          'npm run import-articles -- faq/*.md',
        ),
      )
    } else findings.push(ok(`${isAtLeast ? 'At least ' : ''}${count} articles of ${corpora}.`))
    return findings
  },
}
