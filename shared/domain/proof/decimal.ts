/** A finite number as an integer and a power of ten: what its shortest decimal form says, exactly. */
interface Decimal {
  digits: bigint;
  scale: number;
}

const decimal = (value: number): Decimal => {
  const text = value.toExponential();
  const end = text.indexOf('e');
  const point = text.indexOf('.');
  const decimals = point < 0 ? 0 : end - point - 1;
  return {
    digits: BigInt(text.slice(0, end).replace('.', '')),
    scale: decimals - Number(text.slice(end + 1)),
  };
};

/** The sum without the drift of binary fractions: 0.1 + 0.2 is 0.3. */
export const exactSum = (values: readonly number[]): number => {
  const parts = values.map(decimal);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  const sum = parts.reduce((left, part) => left + part.digits * 10n ** BigInt(scale - part.scale), 0n);
  return Number(`${sum}e${-scale}`);
};

/** left - right, exact in decimals. */
export const exactDifference = (left: number, right: number): number => exactSum([left, -right]);
