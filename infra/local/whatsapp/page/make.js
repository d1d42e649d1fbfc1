/** An element with attributes and children; text is always text, never markup. */
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
};

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6L6 18',
  menu: 'M12 5.500v.01M12 12v.01M12 18.500v.01',
  send: 'M4 12h15M12.500 5.500L19 12l-6.500 6.500',
  attach: 'M12 5v14M5 12h14',
  down: 'M6 9l6 6 6-6',
  reply: 'M10 6l-6 6 6 6M4.500 12H14q6 0 6 6.500',
  list: 'M9 6h11M9 12h11M9 18h11M4.500 6v.01M4.500 12v.01M4.500 18v.01',
  link: 'M14 5h5v5M19 5l-9 9M10 6H6q-1 0-1 1v11q0 1 1 1h11q1 0 1-1v-4',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  sent: 'M5 12.500l4.500 4.500L19 7.500',
  double: 'M2 12.500l4.500 4.500L16 7.500M10.500 15.500l1.500 1.500L21.500 7.500',
  failed: 'M12 7v6M12 16.500v.01M12 3a9 9 0 1 0 .01 0',
};

/** A drawing of lines, in the colour of the text around it. */
export const icon = (name, label) => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `drawn ${name}`);
  if (label === undefined) svg.setAttribute('aria-hidden', 'true');
  else {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  }
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
};
