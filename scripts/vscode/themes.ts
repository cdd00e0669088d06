/** The themes every view is looked at in, by the name we call them; `setting` is VS Code's own. */
export const THEMES = {
  dark: { setting: 'Dark Modern', background: '#1f1f1f' },
  light: { setting: 'Light Modern', background: '#ffffff' },
  'hc-dark': { setting: 'Default High Contrast', background: '#000000' },
  'hc-light': { setting: 'Default High Contrast Light', background: '#ffffff' },
} as const;

export type ThemeName = keyof typeof THEMES;

export const THEME_NAMES = Object.keys(THEMES) as readonly ThemeName[];
