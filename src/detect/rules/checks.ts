/** Named checks a rule may ask for; each gets the normalized match. */
export type Check = (match: string) => boolean;

export const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['cn-id', isIdNumber],
  ['bank-card', isBankCard],
  ['mixed-digits', hasMixedDigits],
]);

const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643-1999: area, date of birth, check digit. */
function isIdNumber(match: string): boolean {
  const id = match.replace(/[^0-9x]/g, '');
  if (id.length !== 18 || !provinces.has(id.slice(0, 2)) || !isDay(id.slice(6, 14))) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return '10x98765432'[sum % 11] === id[17];
}

function isDay(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** ISO/IEC 7812: UnionPay 62, Visa 4, Mastercard 51–55, and the Luhn digit. */
function isBankCard(match: string): boolean {
  const digits = match.replace(/\D/g, '');
  if (!/^(?:62\d{14,17}|4\d{15}|5[1-5]\d{14})$/.test(digits)) return false;
  const sum = [...digits].toReversed().reduce((total, digit, index) => total + luhn(Number(digit), index), 0);
  return sum % 10 === 0;
}

function luhn(digit: number, index: number): number {
  if (index % 2 === 0) return digit;
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}

/** Not 00000000 or 11111111. */
function hasMixedDigits(match: string): boolean {
  return new Set(match.replace(/\D/g, '')).size > 2;
}
