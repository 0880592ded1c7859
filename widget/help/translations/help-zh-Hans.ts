import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
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
}
