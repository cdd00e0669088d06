import type { ChartTheme } from '../../../server/reports/charts/chart-theme.ts';

/** The colours of the editor's theme as they are now. */
export function readChartTheme(): ChartTheme {
  const style = getComputedStyle(document.body);
  const read = (name: string, otherwise: string) => style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const foreground = read('foreground', 'CanvasText');
  const background = read('editor-background', 'Canvas');
  const accent = read('charts-blue', 'LinkText');
  const mix = (share: number) => `color-mix(in srgb, ${accent} ${share}%, ${background})`;
  const highContrast = document.body.classList.contains('vscode-high-contrast');
  return {
    foreground,
    background,
    quiet: read('descriptionForeground', foreground),
    line: read(highContrast ? 'charts-lines' : 'panel-border', foreground),
    accent,
    strong: accent,
    medium: mix(62),
    weak: mix(28),
    neutral: `color-mix(in srgb, ${foreground} 35%, ${background})`,
    fontFamily: read('font-family', 'sans-serif'),
    fontSize: 11,
    highContrast,
  };
}

/** Calls back whenever the editor's theme changes; returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => observer.disconnect();
}
