import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'ヘルプ',
  back: '戻る',
  search: 'ヘルプを検索',
  articles: '記事',
  all: 'すべての記事',
  found: counted({ other: '#件の結果' }),
  nothing: '「#」に一致するものはありません',
  ask: 'お問い合わせ',
  questions: 'よくあるご質問',
  stuck: '解決しませんでしたか？',
  about: '「#」について：',
  missing: 'この記事は現在ありません。',
  page: 'ウェブサイトで開く',
  recent: '最近のチャット',
}
