import type { Browser } from 'playwright-core';

const bars = (title: string, values: readonly number[]): string => {
  const most = Math.max(...values);
  const columns = values.map((value, at) => {
    const height = (value / most) * 210;
    return `<rect x="${40 + at * 78}" y="${320 - height}" width="54" height="${height}" rx="6" fill="#4453c7"/>
      <text x="${67 + at * 78}" y="${310 - height}" text-anchor="middle" font-size="20" fill="#1b1d28">${value}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="375" font-family="system-ui">
    <rect width="600" height="375" fill="#fff"/><text x="40" y="52" font-size="26" font-weight="600" fill="#1b1d28">${title}</text>
    ${columns.join('')}<line x1="30" x2="570" y1="321" y2="321" stroke="#9aa1b5" stroke-width="2"/></svg>`;
};

/** Pictures of columns, as PNG. */
export const chartPictures = async (
  browser: Browser,
  charts: readonly [title: string, values: readonly number[]][],
): Promise<Buffer<ArrayBuffer>[]> => {
  const page = await browser.newPage({ viewport: { width: 600, height: 375 } });
  const pictures: Buffer<ArrayBuffer>[] = [];
  for (const [title, values] of charts) {
    await page.setContent(`<body style="margin:0">${bars(title, values)}</body>`);
    pictures.push(Buffer.from(await page.screenshot()));
  }
  await page.close();
  return pictures;
};
