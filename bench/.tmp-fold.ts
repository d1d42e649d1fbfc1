import { createFold } from '#shared/domain/masking/fold.ts';
const fold = createFold();
const cpu = (f: () => void) => {
  f();
  const a = process.cpuUsage();
  f();
  const b = process.cpuUsage(a);
  return b.user + b.system;
};
const T: Record<string, string> = {
  ascii:
    'Le consegne della settimana sono in linea con il piano, i fornitori hanno confermato e il magazzino ha ricevuto tutto il materiale ordinato. The customers in the north asked for one more visit next month. ',
  latin:
    'Le consegne della settimana sono in linea con il piano, i fornitori perché hanno confermato e il magazzino è ricevuto tutto il materiale ordinato. The customers in the north asked for one more visit next month. ',
  two: 'Le consegne della settimana sono in linea con il piano, i fornitori l’hanno confermato e il magazzino ha ricevuto tutto il materiale ordinato. The customers in the north asked for one more visit next month. ',
};
T.cons = T.ascii!.slice(0, 100) + Math.random() + T.ascii!.slice(100);
for (const [k, t] of Object.entries(T))
  console.log(
    k,
    (
      cpu(() => {
        for (let i = 0; i < 50000; i++) fold(t);
      }) / 50000
    ).toFixed(2),
  );
console.log(
  'cons fresh',
  (
    cpu(() => {
      for (let i = 0; i < 50000; i++) fold(T.ascii!.slice(0, 100) + i + T.ascii!.slice(100));
    }) / 50000
  ).toFixed(2),
);
