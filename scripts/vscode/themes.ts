/** The themes every view is looked at in, by the name we call them; `setting` and `label` are VS Code's own,
 * `workbench` is the class of its window. */
export const THEMES = {
  dark: { setting: 'Dark Modern', label: 'Dark Modern', workbench: 'vs-dark' },
  light: { setting: 'Light Modern', label: 'Light Modern', workbench: 'vs' },
  'hc-dark': { setting: 'Default High Contrast', label: 'Dark High Contrast', workbench: 'hc-black' },
  'hc-light': { setting: 'Default High Contrast Light', label: 'Light High Contrast', workbench: 'hc-light' },
} as const;

export type ThemeName = keyof typeof THEMES;

export const THEME_NAMES = Object.keys(THEMES) as readonly ThemeName[];
