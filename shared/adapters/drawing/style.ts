/** Big enough to be read when the picture is a third as wide as it is. */
export const TEXT = 34;
export const TITLE = 44;
export const WIDTH = 1080;
export const HEIGHT = 810;
/** Many names need more room. */
export const TALL = 1080;
export const PAD = 48;

export const FAMILY = 'DejaVu Sans';

/** A light card of its own: it reads the same on a light and on a dark screen. */
export const CARD = '#ffffff';
export const EDGE = '#cbd2da';
export const INK = '#16202c';
export const SOFT_INK = '#4a5665';
export const GRID = '#dfe4ea';

/**
 * Blue and vermilion of Okabe and Ito's palette, told apart by all kinds of colour vision; the second is
 * drawn hollow or dashed too, so that nothing hangs on colour.
 */
export const COLOURS = ['#0072b2', '#d55e00'] as const;
export const HOLLOW = '#fbe4d5';
