/** A finite number as an integer and a power of ten: what its shortest decimal form says, exactly. */
interface Decimal {
  digits: bigint;
  scale: number;
}

const decimal = (value: number): Decimal => {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
};

/** The sum without the drift of binary fractions: 0.1 + 0.2 is 0.3. */
export const exactSum = (values: readonly number[]): number => {
  if (values.every((value) => Number.isSafeInteger(value))) {
    const sum = values.reduce((left, right) => left + right, 0);
    if (Number.isSafeInteger(sum)) return sum;
  }
  const parts = values.map(decimal);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  const sum = parts.reduce((left, part) => left + part.digits * 10n ** BigInt(scale - part.scale), 0n);
  return Number(`${sum}e${-scale}`);
};

/** left - right, exact in decimals. */
export const exactDifference = (left: number, right: number): number => exactSum([left, -right]);
