/** The colours of a chart: any CSS colour a browser understands, or `var(…)` where the chart stands in a page that defines it. */
export interface ChartTheme {
  readonly foreground: string;
  readonly quiet: string;
  readonly line: string;
  readonly background: string;
  /** The one accent of a chart, and how it fades: the classes of a stack differ in strength, not in hue. */
  readonly accent: string;
  readonly strong: string;
  readonly medium: string;
  readonly weak: string;
  readonly neutral: string;
  readonly fontFamily: string;
  readonly fontSize: number;
  /** Strength alone is not enough in a high-contrast theme: fills get an outline and a pattern. */
  readonly highContrast: boolean;
}
