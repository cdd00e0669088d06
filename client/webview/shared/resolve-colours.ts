import type { ChartTheme } from '../../../server/reports/charts/chart-theme.ts';

const COLOURS = ['foreground', 'quiet', 'line', 'background', 'accent', 'strong', 'medium', 'weak', 'neutral'] as const;

/** The theme with every colour as `rgb(…)`, so that it can leave the page. */
export function resolveColours(theme: ChartTheme): ChartTheme {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return theme;
  const plain = (colour: string): string => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
    return alpha === 255 ? `rgb(${red},${green},${blue})` : `rgba(${red},${green},${blue},${(alpha / 255).toFixed(3)})`;
  };
  return { ...theme, ...Object.fromEntries(COLOURS.map(name => [name, plain(theme[name])])) };
}
