import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const pt: BotTexts = {
  name: 'Assistente',
  disclosure: disclosures.pt,
  unknown:
    'Isso não sei: os nossos artigos não têm resposta para essa pergunta. Gostaria de falar com uma pessoa?',
  otherLanguage:
    'Os nossos artigos estão em {languages}, e não consigo pesquisá-los noutra língua. Pode perguntar assim, ou gostaria de falar com uma pessoa?',
  file: 'Não consigo ver ficheiros. Gostaria que uma pessoa o visse?',
  choices: 'É algum destes? Se não for, chamo com todo o gosto uma pessoa.',
  others: 'Não era isto? Talvez seja um destes:',
  greeting:
    'Olá! Pergunte-me o que quiser sobre os nossos produtos e serviços, ou peça para falar com uma pessoa a qualquer momento.',
  thanks: 'Não tem de quê! Posso ajudar em mais alguma coisa?',
  goodbye: 'Até à próxima e obrigado pela visita!',
  declined: 'Tudo bem! Se surgir mais alguma coisa, é só perguntar.',
  aboutBot:
    'Sou um assistente automático, não uma pessoa. Respondo com base nos nossos artigos e chamo uma pessoa sempre que pedir.',
}
