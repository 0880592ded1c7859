import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: '这次聊天怎么样？',
  rateScore: '#分（满分5分）',
  rateWord: '愿意的话，请多说几句',
  rateSend: '提交评分',
  rateThanks: '感谢您的评分',
  help: {
    help: '帮助',
    back: '返回',
    search: '搜索帮助',
    articles: '文章',
    all: '所有文章',
    found: counted({ other: '# 条结果' }),
    nothing: '没有找到“#”',
    ask: '问我们',
    questions: '常见问题',
    stuck: '还没解决？',
    about: '关于“#”：',
    missing: '这篇文章已不存在。',
    page: '在网站上打开',
    recent: '您最近的聊天',
  },
  files: {
    attach: '添加文件',
    remove: '移除 #',
    tooLarge: '文件过大：最大 #',
    wrongType: '无法发送此类文件',
    tooMany: '无法再发送更多文件',
    gone: '此文件已不存在',
  },
  code: { copy: '复制', copied: '已复制' },
  seenBy: '#已读',
  alerts: '声音和通知',
})
