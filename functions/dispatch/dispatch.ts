import { announce } from './announce.ts';
import { answerMessage } from './answer-message.ts';
import { delivery } from './deliver.ts';
import type { Dispatch, DispatchPorts } from './ports.ts';
import { settle } from './settle.ts';

/** What happened on the channel, done: a message is answered once, news is told once, a receipt settles what was sent. */
export const dispatchWith = (ports: DispatchPorts): Dispatch => {
  const deliver = delivery(ports);
  return async (item, deadline) => {
    switch (item.kind) {
      case 'message':
        return answerMessage(ports, deliver, item, deadline);
      case 'receipt':
        return settle(ports, deliver, item, deadline);
      case 'announcement':
        return announce(ports, deliver, item, deadline);
      case 'moved':
      case 'taken_over':
        return ports.heed(item);
    }
  };
};
