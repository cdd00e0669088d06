export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** The keys that do the same, shown at the right. */
  readonly keys?: string;
}

let closeOpen: (() => void) | undefined;

/** Shows a menu at a place of the window; arrows move, Enter runs, Escape and a click elsewhere close it. Gives the focus back. */
export function openMenu(label: string, items: readonly MenuItem[], at: { readonly x: number; readonly y: number }): void {
  closeOpen?.();
  const before = document.activeElement;
  const menu = document.createElement('div');
  menu.className = 'menu';
  menu.popover = 'manual';
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', label);
  const close = () => {
    closeOpen = undefined;
    document.removeEventListener('pointerdown', onPointer, true);
    menu.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
  const onPointer = (event: Event) => {
    if (!menu.contains(event.target as Node)) close();
  };
  for (const item of items) {
    const button = document.createElement('button');
    button.setAttribute('role', 'menuitem');
    button.disabled = item.disabled === true;
    const text = document.createElement('span');
    text.textContent = item.label;
    button.append(text);
    if (item.keys) {
      const keys = document.createElement('span');
      keys.className = 'quiet';
      keys.textContent = item.keys;
      button.append(keys);
    }
    button.addEventListener('click', () => {
      close();
      item.run();
    });
    menu.append(button);
  }
  menu.addEventListener('keydown', event => {
    const buttons = [...menu.querySelectorAll<HTMLButtonElement>('button:enabled')];
    const current = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (event.key === 'ArrowDown') buttons[(current + 1) % buttons.length]?.focus();
    else if (event.key === 'ArrowUp') buttons.at(current - 1)?.focus();
    else if (event.key === 'Home') buttons[0]?.focus();
    else if (event.key === 'End') buttons.at(-1)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.body.append(menu);
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(at.x, innerWidth - width - 4))}px`;
  menu.style.top = `${at.y + height <= innerHeight - 4 ? at.y : Math.max(4, innerHeight - height - 4)}px`;
  menu.querySelector<HTMLButtonElement>('button:enabled')?.focus();
  document.addEventListener('pointerdown', onPointer, true);
  closeOpen = close;
}
