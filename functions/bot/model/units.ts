/** Words for a unit, in the languages that the bot speaks. The first names it. */
const UNITS: readonly string[] = [
  'minute minutes minuten minuto minutos minuti minuut minuten minuter minutter minuta minuty minut dakika',
  'hour hours stunde stunden hora horas heure heures ora ore uur uren timme timmar time timer godzina godziny godzin saat saatte',
  'day days tag tage tagen tages día días jour jours giorno giorni dia dias dag dagen dagar dage dager dzień dni dniach gün günde günden werktag werktage werktagen arbeitstag arbeitstage arbeitstagen werkdag werkdagen arbetsdagar hverdage virkedager',
  'week weeks woche wochen semana semanas semaine semaines settimana settimane weken vecka veckor uge uger uke uker tydzień tygodnie tygodni tygodniach hafta haftada',
  'month months monat monate monaten mes meses mois mese mesi mês maand maanden månad månader måned måneder miesiąc miesiące miesięcy ay ayda',
  'year years jahr jahre jahren año años an ans année années anno anni ano anos jaar jaren år rok lata lat yıl yılda',
  'percent prozent procent prosent percento',
  'euro euros eur',
  'dollar dollars usd dólares dólar dollari',
  'pound pounds pfund gbp libras sterline',
  'kilogram kilograms kg kilo kilos kilogramm',
  'kilometre kilometres kilometer kilometers km kilómetros kilomètres chilometri',
  'metre metres meter meters metros mètres metri',
  'centimetre centimetres centimeter cm',
]

const unitOf: ReadonlyMap<string, string> = new Map(
  UNITS.flatMap((words) => {
    const forms = words.split(' ')
    return forms.map((form) => [form, forms[0] ?? form] as const)
  }),
)

/** The unit that a word stands for, in whatever language; null for none. */
export function unitNamed(word: string): string | null {
  return unitOf.get(word) ?? null
}
