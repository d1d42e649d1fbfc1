/** What the page asks of the local service. @throws Error in the service's words */
const post = async (path, body) => {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(String(answer.error));
  return answer;
};

export const act = (personId, deed) => post(`chat/${personId}`, deed);
export const setFaults = (changes) => post('control/faults', changes);

/** Tells what happens, from now on; connects again by itself. */
export const listen = (heard) => {
  const source = new EventSource('chat/events');
  for (const name of ['snapshot', 'message', 'typing'])
    source.addEventListener(name, (event) => heard[name](JSON.parse(event.data)));
  source.addEventListener('open', () => heard.online(true));
  source.addEventListener('error', () => heard.online(false));
};
