import { all, type Frame, has, names } from './frame.ts';

/** What the answer is to be split by; a dimension that is only named ("the sales area") splits nothing. */
export const groupDimensions = (frame: Frame, main: string, bounded = false): string[] => {
  const marked =
    bounded ||
    has(
      frame,
      'group',
      'ask.which',
      'ask.show',
      'share',
      'order.most',
      'order.least',
      'order.top',
      'order.rank',
      'order.worst',
      'order.best',
    );
  const found = marked ? all(frame, 'dimension:').filter((dimension) => dimension !== main) : [];
  const restricted = new Set(names(frame).map((each) => each.dimension));
  return found.filter((dimension) => !restricted.has(dimension));
};
