/** English words that don't tell what a question is about. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a about after again all also am an and any are as at be been before being between but by can could did do does ' +
    'doing don down each few for from further get got had has have having he her here hers him his how i if in into ' +
    'is it its just know let like ll long many may me might more most much must my need no nor not now of off on once ' +
    'one only or other our ours out over own please re same shall she should so some such tell than that the their ' +
    'theirs them then there these they this those through to too under until up us use very want was we were what ' +
    'when where which while who whom why will with would you your yours take does anything something'
  ).split(' '),
)
