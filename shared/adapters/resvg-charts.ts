import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from '../once.ts';
import type { DrawChart } from '../ports.ts';

/** The folder of the layer holds exactly these. */
const FILES = { engine: 'resvg.wasm', plain: 'DejaVuSans.ttf', bold: 'DejaVuSans-Bold.ttf' };

let started: Promise<void> | undefined;

/** The engine starts once a process, whoever asks first. */
const startEngine = (folder: string): Promise<void> => {
  started ??= (async () => {
    const [{ initWasm }, bytes] = await Promise.all([
      import('@resvg/resvg-wasm'),
      readFile(join(folder, FILES.engine)),
    ]);
    await initWasm(bytes);
  })().catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
};

/** Draws charts as PNG with the engine and the fonts of a folder; nothing is read before the first one. */
export const resvgCharts = (folder: string): DrawChart => {
  const tools = once(async () => {
    const [{ Resvg }, { svgOf }, { widthsOf }, plain, bold] = await Promise.all([
      import('@resvg/resvg-wasm'),
      import('./drawing/svg.ts'),
      import('./drawing/font.ts'),
      readFile(join(folder, FILES.plain)),
      readFile(join(folder, FILES.bold)),
      startEngine(folder),
    ]);
    return { Resvg, svgOf, fonts: [plain, bold], widths: { plain: widthsOf(plain), bold: widthsOf(bold) } };
  });
  return async (chart) => {
    const { Resvg, svgOf, fonts, widths } = await tools();
    const picture = new Resvg(svgOf(chart, widths), {
      font: { fontBuffers: fonts, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
    });
    try {
      const image = picture.render();
      try {
        return image.asPng();
      } finally {
        image.free();
      }
    } finally {
      picture.free();
    }
  };
};
