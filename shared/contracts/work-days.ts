const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = `(${DAYS.join('|')})`;
/** `mon-fri`, `mon-sat`, `tue,thu,sat`. */
export const WORK_DAYS = new RegExp(`^${DAY}(-${DAY}|(,${DAY})*)$`);

/** Numbers of the days, Monday is 1. */
export const workDaysOf = (text: string): number[] => {
  const [from = '', to] = text.split('-');
  if (to === undefined) return text.split(',').map(numberOf);
  const length = (numberOf(to) - numberOf(from) + 7) % 7;
  return Array.from({ length: length + 1 }, (_, nth) => 1 + ((numberOf(from) - 1 + nth) % 7));
};
const numberOf = (day: string): number => DAYS.indexOf(day) + 1;
