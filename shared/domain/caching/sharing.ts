/** Work that is asked for under the same key while it runs is done once, for all who ask; nothing outlives it. */
export const sharing = <Value>() => {
  const running = new Map<string, Promise<Value>>();
  return (key: string, work: () => Promise<Value>): Promise<Value> => {
    const known = running.get(key);
    if (known) return known;
    const started = work().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
};
