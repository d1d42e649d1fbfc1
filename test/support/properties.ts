import * as fc from 'fast-check';

// Properties are tried with the same cases in every run, so that a change alone can break them; the long forms try new
// ones. The first case that fails ends its property: making one smaller can go on for hours (two nearly equal numbers).
const isLong = process.env['MODE'] === 'long';
fc.configureGlobal({ endOnFailure: true, ...(isLong ? {} : { seed: 20_261_122 }) });
