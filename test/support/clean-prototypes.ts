import { afterEach } from 'vitest';

const names = () => Reflect.ownKeys(Object.prototype).map(String);
const BEFORE = names();

// Many files share one process: a change to what every object inherits is told where it happens, and ends there.
afterEach(() => {
  const added = names().filter((name) => !BEFORE.includes(name));
  for (const name of added) Reflect.deleteProperty(Object.prototype, name);
  if (added.length > 0) throw new Error(`Every object of the process got: ${added.join(', ')}`);
});
