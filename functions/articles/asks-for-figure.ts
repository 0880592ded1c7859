import { foldLetters } from '../language/fold-letters.ts'

/** Words that ask for an amount, a price or a time, in all languages, with folded letters. */
const ASKING: ReadonlySet<string> = new Set(
  (
    'much many long often far when time times cost costs price prices pricing fee fees expensive cheap deadline hours old soon late early size ' +
    'wieviel lange wann uhr kostet kosten preis preise gebuhr gebuhren teuer frist alt weit gross wie viel viele oft zeit zeiten ' +
    'cuanto cuanta cuantos cuantas cuando hora horas horario cuesta cuestan precio precios coste tarifa plazo edad tarda ' +
    'combien quand heure heures cout coute prix tarif tarifs delai age longtemps horaires ' +
    'quanto quanta quanti quante quando ora ore orario orari costa costano costo prezzo prezzi tariffa scadenza eta ' +
    'quantos quantas horario custa custam custo preco precos prazo idade demora ' +
    'hoeveel hoelang wanneer laat tijd kost prijs prijzen duur leeftijd ' +
    'mycket manga lange nar tid kostar kostnad pris priser dyrt avgift alder ' +
    'meget mange laenge hvornar koster alder gebyr ' +
    'mye lenge koster avgift ' +
    'ile kiedy godzina godziny kosztuje koszt cena ceny oplata termin wiek dlugo ' +
    'kac zaman saat ucret ucreti fiyat fiyati yas sure surer'
  ).split(' '),
)

/** Whether a question is best answered by a figure, a price or a time. */
export function asksForFigure(question: string): boolean {
  return foldLetters(question)
    .split(/[^\p{L}]+/u)
    .some((word) => ASKING.has(word))
}

/** Whether a text has a figure, a price or a time. */
export function hasFigure(text: string): boolean {
  return /[\p{N}\p{Sc}%]/u.test(text)
}
