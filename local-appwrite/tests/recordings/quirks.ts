/**
 * What the recorded server does and this one leaves aside, by recording and step, each with the reason. Nobody can rely on
 * any of it, and a program that is tried here should rather hear of its mistake.
 */
export const quirks: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'quirk-upsert': {
    3: 'a row whose values are all 0, false or empty is answered 200 and not stored: what is answered as written is kept here',
    4: 'as step 3: the row is there',
    5: 'as step 3',
    9: 'an upsert that meets a unique index changes another row than the one it names: here it is refused, as a creation is',
    10: 'as steps 3 and 9: both rows are as they were written',
    13: 'as step 3: one row more',
  },
  'quirk-increment': {
    4: 'an increment takes an integer column out of the integers: refused here, as an update is',
    5: 'as step 4',
    6: 'an increment goes past the bounds of its column: refused here, as an update is',
    7: 'as step 6',
    8: 'after such an increment no update of the row is accepted any more: here it never gets there',
  },
}
