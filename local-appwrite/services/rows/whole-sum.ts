/** The sum of two whole numbers to the last digit: a bigint where it is beyond 2^53. Of others, the nearest number. */
export function wholeSum(one: number | bigint, other: number | bigint): number | bigint {
  if (typeof one === 'number' && typeof other === 'number' && !isFarWhole(one + other)) return one + other
  if (!isWhole(one) || !isWhole(other)) return Number(one) + Number(other)
  const sum = BigInt(one) + BigInt(other)
  const number = Number(sum)
  return Number.isSafeInteger(number) ? number : sum
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isInteger(value)
}

function isFarWhole(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value)
}
