import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'このチャットはいかがでしたか？',
  rateScore: '5点中#点',
  rateWord: 'よろしければ詳しく',
  rateSend: '評価を送信',
  rateThanks: '評価をありがとうございます',
  help: {
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
  },
  files: {
    attach: 'ファイルを添付',
    remove: '#を削除',
    tooLarge: '大きすぎます（上限#）',
    wrongType: 'この種類のファイルは送信できません',
    tooMany: 'これ以上ファイルを送信できません',
    gone: 'このファイルはもうありません',
  },
  code: { copy: 'コピー', copied: 'コピーしました' },
  seenBy: '#が確認しました',
  alerts: '音と通知',
})
